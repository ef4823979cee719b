import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideWorker, type WorkerBuild } from "../../../src/dev/build-worker.ts";
import { startComposition } from "../../../src/dev/composition.ts";
import { localSettings } from "../../../src/dev/local-settings.ts";
import type { ServiceAddress } from "./shop-client.ts";

export type OwnService = ServiceAddress & {
  readonly stateFolder: string;
  /** Ends the processes and leaves the rows where they are, to be read. */
  readonly stop: () => Promise<void>;
  /** Removes what was kept; after `stop`. */
  readonly remove: () => Promise<void>;
};

/**
 * Starts the whole composition for one program: on a free port, with keys, sales and decisions in a folder of its own.
 */
export async function startOwnService(options: { readonly build: WorkerBuild }): Promise<OwnService> {
  await provideWorker(options.build);
  const folder = await mkdtemp(join(tmpdir(), "firsthand-"));
  const stateFolder = join(folder, "state");
  const port = await freePort();
  const settings = await localSettings(folder);
  const composition = await startComposition({ settings, port, stateFolder });
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    shopKey: settings.shopKey,
    stateFolder,
    stop: () => composition.dispose(),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Below the ports that systems lend to outgoing connections: one of those may be taken again before a service listens on it. */
const PORTS = { from: 10_000, to: 30_000 };

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const port = randomInt(PORTS.from, PORTS.to);
  const isFree = await new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
  return isFree ? port : await freePort();
}
