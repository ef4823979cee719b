import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import type { JWK } from "jose";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, Response, type V4WorkerOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { WORKER_BUNDLE } from "./build-worker.ts";
import { compatibilityDate } from "./compatibility-date.ts";
import { runEveryMinute } from "./every-minute.ts";
import { keepRecording } from "./keep-recording.ts";
import type { LocalSettings } from "./local-settings.ts";
import { migrationStatements } from "./migrations.ts";
import { DEVELOPMENT_SERVICE, DEVELOPMENT_STAFF } from "./people.ts";
import { developmentBeacon } from "./worker/beacon/beacon-chain.ts";
import { PHONE_ADAPTER, PHONE_NUMBER } from "./worker/phone/send-text.ts";

export const SHOP_ID = "demo-shop";
export const SALE_ID = "demo";
export const ACCESS_AUDIENCE = "firsthand-development";
/** Nothing leaves this machine: the Worker's calls to this host are answered by the development Worker. */
export const ACCESS_TEAM_DOMAIN = "https://access.firsthand.test";

/** Load tests and people behind one address call more often than any real address may. */
const LOCAL_PUBLIC_LIMIT = 1_000_000;

export type CompositionOptions = {
  readonly settings: LocalSettings;
  readonly port: number;
  /** Where sales and decisions are kept between starts. */
  readonly stateFolder: string;
  /** Whether the clock can be moved forward. What was kept by one that was moved lies in the future at the next start. */
  readonly movableClock?: boolean;
  /** Other values of variables, for tests of settings. */
  readonly vars?: { readonly [name: string]: string };
  /** Who answers calls that leave the Worker; by default the development Worker, so that nothing leaves this machine. */
  readonly outbound?: V4WorkerOptions["outboundService"];
  /** Lines that the Workers log; by default they are dropped, since they are for operators. */
  readonly onLog?: ((line: string) => void) | undefined;
};

/**
 * Everything on one port: `dev` (router, demo shop, staff issuer) in front of `firsthand`, which is exactly the bundle that is
 * deployed, with its settings from `wrangler.toml` and the secrets of this machine.
 */
export async function startComposition(options: CompositionOptions): Promise<Miniflare> {
  const { port, stateFolder, onLog = () => {} } = options;
  const { workers } = convertV4MiniflareOptions({
    workers: [
      await developmentWorker(options),
      await (options.movableClock ? clockedWorker(options) : firsthandWorker(options)),
    ],
  });
  const miniflare = new Miniflare({
    workers,
    port,
    host: "127.0.0.1",
    log: new Log(LogLevel.NONE),
    handleStructuredLogs: ({ message }) => onLog(message),
    cf: false,
    telemetry: { enabled: false },
    resourcePersistencePath: stateFolder,
  });
  await miniflare.ready;
  await migrateDatabase(miniflare);
  await runEveryMinute(miniflare);
  return miniflare;
}

/** The deployed Worker, alone: what benchmarks and fault tests run. */
export function firsthandWorker({ settings, port, vars, outbound = "dev" }: CompositionOptions): V4WorkerOptions {
  const workerOptions: Partial<V4WorkerOptions> = unstable_getMiniflareWorkerOptions("wrangler.toml").workerOptions;
  return {
    ...workerOptions,
    name: "firsthand",
    modules: [{ type: "ESModule", path: WORKER_BUNDLE }],
    bindings: { ...workerOptions.bindings, ...localBindings(settings, port), ...vars },
    ratelimits: {
      PUBLIC_LIMIT: { namespace_id: "1001", simple: { limit: LOCAL_PUBLIC_LIMIT, period: 60 } },
      PUBLIC_NETWORK_LIMIT: { namespace_id: "1003", simple: { limit: LOCAL_PUBLIC_LIMIT, period: 60 } },
      REPORT_LIMIT: { namespace_id: "1002", simple: { limit: LOCAL_PUBLIC_LIMIT, period: 60 } },
      REPORT_NETWORK_LIMIT: { namespace_id: "1004", simple: { limit: LOCAL_PUBLIC_LIMIT, period: 60 } },
    },
    outboundService: outbound,
  };
}

/** The same bundle beside a module that moves its clock and the alarms of its objects. */
async function clockedWorker(options: CompositionOptions): Promise<V4WorkerOptions> {
  const worker = firsthandWorker(options);
  const clock = await bundled("src/dev/worker/clock/movable-clock.ts", { external: ["cloudflare:workers"] });
  const { durableObjects = {} } = worker;
  const objects = Object.entries(durableObjects).map(([binding, object]) => {
    const name = typeof object === "string" ? object : object.className;
    return `export const ${name} = onMovableClock(deployed.${name}, "${binding}");`;
  });
  const contents = `import { onMovableClock, withMovableClock } from "./clock.js";
import * as deployed from "./worker.js";
${objects.join("\n")}
export default withMovableClock(deployed.default);
`;
  return {
    ...worker,
    modules: [
      { type: "ESModule", path: "clocked.js", contents },
      { type: "ESModule", path: "clock.js", contents: clock },
      { type: "ESModule", path: "worker.js", contents: await readFile(WORKER_BUNDLE, "utf8") },
    ],
  };
}

function localBindings(settings: LocalSettings, port: number): { readonly [name: string]: string } {
  return {
    ENVIRONMENT: "development",
    ISSUER: `http://localhost:${port}`,
    SHOPS: JSON.stringify({
      [SHOP_ID]: {
        name: "Demo shop",
        keyHashes: [settings.shopKeyHash],
        hostname: "localhost",
        origins: [`http://localhost:${port}`],
        accountKeys: [publicHalf(settings.accountKey)],
        staffEvents: true,
      },
    }),
    STAFF_ROLES: JSON.stringify({
      ...Object.fromEntries(DEVELOPMENT_STAFF.map(({ email, role }) => [`email:${email}`, role])),
      [`service:${DEVELOPMENT_SERVICE.clientId}`]: "service",
    }),
    ACCESS_TEAM_DOMAIN,
    ACCESS_AUDIENCE,
    SIGNING_KEYS: JSON.stringify(settings.signingKeys),
    TOKEN_SECRETS: JSON.stringify([{ kid: "development", k: settings.tokenSecret }]),
    BEACON: JSON.stringify([
      { ...developmentBeacon(settings.beaconKey).chain, addresses: [`http://localhost:${port}/dev/beacon`] },
    ]),
    PEPPERS: JSON.stringify([{ epoch: "dev1", k: settings.pepper }]),
    SMS_ADAPTERS: JSON.stringify({
      [PHONE_ADAPTER]: {
        shop: SHOP_ID,
        kind: "standard-webhooks",
        secret: settings.smsSecret,
        numbers: [PHONE_NUMBER],
        country: "IN",
        timeZone: "Asia/Kolkata",
      },
    }),
    WEBHOOK_KEYS: JSON.stringify([{ kid: "development", k: settings.webhookKey }]),
  };
}

function publicHalf({ kty, crv, x, kid }: JWK): JWK {
  return { kty, crv, x, kid };
}

let bundles: Promise<readonly [worker: string, script: string, recordScript: string, styles: string]> | undefined;

/** What exists only in development, bundled once in a process. */
function developmentBundles() {
  bundles ??= Promise.all([
    bundled("src/dev/worker/worker.ts", {
      conditions: ["workerd", "worker", "browser"],
      jsx: "automatic",
      jsxImportSource: "hono/jsx",
    }),
    bundled("src/dev/assets/shop.ts", { external: ["/sdk/*"] }),
    bundled("src/dev/assets/record.ts", { external: ["/sdk/*"] }),
    bundled("src/dev/assets/shop.css", {}),
  ]);
  return bundles;
}

async function developmentWorker({ settings, port, stateFolder }: CompositionOptions): Promise<V4WorkerOptions> {
  const [worker, script, recordScript, styles] = await developmentBundles();
  return {
    name: "dev",
    modules: [{ type: "ESModule", path: "dev.js", contents: worker }],
    compatibilityDate: compatibilityDate(),
    serviceBindings: {
      FIRSTHAND: "firsthand",
      RECORDINGS: async (request) => {
        await keepRecording(join(stateFolder, "..", "recordings"), await request.text());
        return new Response();
      },
    },
    bindings: {
      SHOP_SCRIPT: script,
      RECORD_SCRIPT: recordScript,
      SHOP_STYLES: styles,
      SHOP_KEY: settings.shopKey,
      SHOP_ID,
      ACCOUNT_KEY: JSON.stringify(settings.accountKey),
      SALE_ID,
      BASE_URL: `http://localhost:${port}`,
      BEACON_KEY: settings.beaconKey,
      SMS_SECRET: settings.smsSecret,
      STAFF_KEY: JSON.stringify(settings.staffKey),
      STAFF_PEOPLE: JSON.stringify(DEVELOPMENT_STAFF),
      ACCESS_ISSUER: ACCESS_TEAM_DOMAIN,
      ACCESS_AUDIENCE,
    },
  };
}

/** The text of one bundle of what exists only in development. */
async function bundled(entryPoint: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error(`${entryPoint} has no bundle`);
  return output.text;
}

/** Applies the same files that `wrangler d1 migrations apply` applies to a deployment; each is applied once. */
export async function migrateDatabase(miniflare: Miniflare): Promise<void> {
  const db = await miniflare.getD1Database("DB", "firsthand");
  await db.prepare("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)").run();
  const { results } = await db.prepare("SELECT name FROM migration").all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  for (const { name, statements } of await migrationStatements()) {
    if (applied.has(name)) continue;
    await db.batch([
      ...statements.map((statement) => db.prepare(statement)),
      db.prepare("INSERT INTO migration (name) VALUES (?)").bind(name),
    ]);
  }
}
