import { build } from "esbuild";
import { newSigningKey } from "../keys/make-keys.ts";
import { type BareWorker, startBareWorker } from "../shared/bare-worker.ts";

/** Starts the floor worker. @param rowBytes what its one row holds */
export async function startFloor(stateFolder: string, rowBytes: number): Promise<BareWorker> {
  const bundle = await build({
    entryPoints: ["src/cli/bench/floor-worker.js"],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:workers"],
    logLevel: "warning",
  });
  const [script] = bundle.outputFiles;
  if (script === undefined) throw new Error("the floor worker has no bundle");
  const { status: _, ...key } = await newSigningKey("active");
  return await startBareWorker(
    {
      name: "floor",
      modules: [{ type: "ESModule", path: "floor.js", contents: script.text }],
      compatibilityDate: "2026-10-01",
      durableObjects: { FLOOR: { className: "FloorObject", useSQLite: true } },
      bindings: { SIGNING_KEY: JSON.stringify(key), ROW_BYTES: String(rowBytes) },
    },
    stateFolder,
  );
}
