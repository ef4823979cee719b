import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from "miniflare";
import { firsthandWorker, migrateDatabase } from "../../../src/dev/composition.ts";
import type { LocalSettings } from "../../../src/dev/local-settings.ts";
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
export async function startBareWorker(
  worker: V4WorkerOptions,
  stateFolder: string,
  { isInspected = false }: { readonly isInspected?: boolean } = {},
): Promise<BareWorker> {
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
    ...(isInspected ? { inspectorPort: 0 } : {}),
    resourcePersistencePath: stateFolder,
  });
  await miniflare.ready;
  const [processId] = workerdProcesses().filter((id) => !others.has(id));
  if (processId === undefined) throw new Error("The workerd that was just started cannot be found.");
  const { origin } = await miniflare.unsafeGetDirectURL(worker.name);
  return { baseUrl: origin, processId, miniflare, stop: () => miniflare.dispose() };
}

/** What is not as it is deployed. */
export type OtherWorker = {
  readonly bindings?: V4WorkerOptions["bindings"];
  /** Texts of modules by their names, the entry first. */
  readonly modules?: { readonly [path: string]: string };
};

/**
 * Starts the deployed Worker alone, from the bundle in `dist`, with its database ready.
 * @param change other values of its variables, and other modules than the bundle
 */
export async function startBareService(
  settings: LocalSettings,
  stateFolder: string,
  change: OtherWorker = {},
): Promise<BareWorker> {
  // Nothing here calls another server, so the development Worker that answers for one is left out; and so are the static
  // files, for which miniflare would lead each request through two Workers of its own that a deployment does not pay for.
  const deployed = firsthandWorker({ settings, port: 1, stateFolder });
  const worker = {
    ...deployed,
    bindings: { ...deployed.bindings, ...change.bindings },
    outboundService: undefined,
    assets: undefined,
  };
  const { modules } = change;
  const built = modules === undefined ? worker : { ...worker, modules: Object.entries(modules).map(asModule) };
  const started = await startBareWorker(built, stateFolder);
  await migrateDatabase(started.miniflare);
  return started;
}

function asModule([path, contents]: readonly [string, string]) {
  return { type: "ESModule" as const, path, contents };
}
