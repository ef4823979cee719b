import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { firsthandWorker, migrateDatabase } from "../../src/dev/composition.ts";
import { localSettings } from "../../src/dev/local-settings.ts";

/** JSON files of the tree that are replaced, by their path: the text of a JavaScript expression, since broken ones may be no JSON. */
export type OtherFiles = { readonly [path: string]: string };

/** The Worker alone in workerd, built with some files other than they are in the tree, as a deployment that went wrong has it. */
export async function startWorkerWithFiles(files: OtherFiles) {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-files-"));
  const settings = await localSettings(folder);
  const options = { settings, port: 1, stateFolder: folder };
  const worker = {
    ...firsthandWorker(options),
    modules: [{ type: "ESModule" as const, path: "worker.js", contents: await bundleWith(files) }],
    outboundService: undefined,
    assets: undefined,
  };
  const logged: string[] = [];
  const miniflare = new Miniflare({
    workers: convertV4MiniflareOptions({ workers: [worker] }).workers,
    log: new Log(LogLevel.NONE),
    handleStructuredLogs: ({ message }) => logged.push(message),
    cf: false,
    telemetry: { enabled: false },
    resourcePersistencePath: folder,
  });
  await miniflare.ready;
  await migrateDatabase(miniflare);
  return {
    /** Calls it as the shop does; bodies go as JSON. */
    call: async (method: string, path: string, body?: object): Promise<{ status: number; json: unknown }> => {
      const response = await miniflare.dispatchFetch(`http://firsthand.test${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${settings.shopKey}`,
          "Idempotency-Key": crypto.randomUUID(),
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: await response.json() };
    },
    /** What it logged, a line of JSON each. */
    logged,
    stop: async () => {
      await miniflare.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function bundleWith(files: OtherFiles): Promise<string> {
  const others = new Map(Object.entries(files).map(([path, text]) => [resolve(path), text]));
  const { outputFiles } = await build({
    entryPoints: ["src/worker.ts"],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:workers"],
    logLevel: "error",
    plugins: [
      {
        name: "other-files",
        setup({ onLoad }) {
          onLoad({ filter: /\.json$/ }, async ({ path }) => {
            const text = others.get(path);
            return text === undefined
              ? { contents: await readFile(path, "utf8"), loader: "json" }
              : { contents: `export default ${text};`, loader: "js" };
          });
        },
      },
    ],
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new TypeError("The Worker has no bundle.");
  return bundle.text;
}
