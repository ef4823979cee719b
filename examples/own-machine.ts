/**
 * Runs the Worker of `dist/worker` in workerd on a machine of your own, without the development Worker: OPERATIONS.md, "On your own
 * machines", says what that lacks. Settings come from `wrangler.toml`, and those of the environment stand above them, secrets included.
 *
 *   npm ci && npm run check
 *   ISSUER=https://fair.shop.com SHOPS='{…}' SIGNING_KEYS='[…]' TOKEN_SECRETS='[…]' PEPPERS='[…]' DATA=/var/lib/firsthand \
 *     npx node examples/own-machine.ts
 *
 * DATA is the folder that holds every row, HOST and PORT are where it listens (127.0.0.1 and 8787), behind a proxy of yours.
 */
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { WORKER_BUNDLE } from "../src/dev/build-worker.ts";
import { migrateDatabase } from "../src/dev/composition.ts";
import { runEveryMinute } from "../src/dev/every-minute.ts";

const { DATA, HOST = "127.0.0.1", PORT = "8787" } = process.env;
if (DATA === undefined) {
  process.stderr.write("DATA has to name the folder that holds every row.\n");
  process.exit(2);
}

const settings: Partial<V4WorkerOptions> = unstable_getMiniflareWorkerOptions("wrangler.toml").workerOptions;
const { bindings = {}, ...worker } = settings;
const SECRETS = ["SIGNING_KEYS", "TOKEN_SECRETS", "PEPPERS", "WEBHOOK_KEYS", "TURNSTILE_SECRET"];
const given = [...Object.keys(bindings), ...SECRETS].flatMap((name) => {
  const value = process.env[name];
  return value === undefined ? [] : [[name, value]];
});
const { workers } = convertV4MiniflareOptions({
  workers: [
    {
      ...worker,
      name: "firsthand",
      modules: [{ type: "ESModule", path: WORKER_BUNDLE }],
      bindings: { ...bindings, ...Object.fromEntries(given) },
    },
  ],
});
const miniflare = new Miniflare({
  workers,
  host: HOST,
  port: Number(PORT),
  log: new Log(LogLevel.NONE),
  handleStructuredLogs: ({ message }) => process.stderr.write(`${message}\n`),
  cf: false,
  telemetry: { enabled: false },
  resourcePersistencePath: DATA,
});
await miniflare.ready;
await migrateDatabase(miniflare);
await runEveryMinute(miniflare);
process.stdout.write(`Firsthand listens at ${await miniflare.ready}\n`);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void miniflare.dispose());
