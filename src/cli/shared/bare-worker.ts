import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from "miniflare";
import { firsthandWorker, migrateDatabase } from "../../dev/composition.ts";
import type { LocalSettings } from "../../dev/local-settings.ts";
import { workerdProcesses } from "./workerd-processes.ts";

/** A workerd that serves one Worker on a socket of its own, with nothing in front of it. */
export type BareWorker = {
  readonly baseUrl: string;
  readonly processId: number;
  readonly miniflare: Miniflare;
  /** Ends the process, if it still runs, and leaves its rows. */
  readonly stop: () => Promise<void>;
};

/** Starts one Worker alone. Its objects and databases are kept in the folder. */
export async function startBareWorker(worker: V4WorkerOptions, stateFolder: string): Promise<BareWorker> {
  const { workers } = convertV4MiniflareOptions({
    workers: [{ ...worker, unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] }],
  });
  const others = new Set(workerdProcesses());
  const miniflare = new Miniflare({
    workers,
    log: new Log(LogLevel.NONE),
    handleStructuredLogs: () => {},
    cf: false,
    telemetry: { enabled: false },
    resourcePersistencePath: stateFolder,
  });
  await miniflare.ready;
  const [processId] = workerdProcesses().filter((id) => !others.has(id));
  if (processId === undefined) throw new Error("The workerd that was just started cannot be found.");
  const { origin } = await miniflare.unsafeGetDirectURL(worker.name);
  return { baseUrl: origin, processId, miniflare, stop: () => miniflare.dispose() };
}

/**
 * Starts the deployed Worker alone, from the bundle in `dist`, with its database ready.
 * @param vars other values of its variables
 */
export async function startBareService(
  settings: LocalSettings,
  stateFolder: string,
  vars: { readonly [name: string]: string } = {},
): Promise<BareWorker> {
  // Nothing here calls another server, so the development Worker that answers for one is left out; and so are the static
  // files, for which miniflare would lead each request through two Workers of its own that a deployment does not pay for.
  const worker = {
    ...firsthandWorker({ settings, port: 1, stateFolder, vars }),
    outboundService: undefined,
    assets: undefined,
  };
  const started = await startBareWorker(worker, stateFolder);
  await migrateDatabase(started.miniflare);
  return started;
}
