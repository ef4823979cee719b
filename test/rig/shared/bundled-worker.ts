import { build } from "esbuild";
import type { V4WorkerOptions } from "miniflare";
import { compatibilityDate } from "../../../src/dev/compatibility-date.ts";

/** A Worker of one entry file and everything that it imports, bundled as a deployment would be. */
export async function bundledWorker(name: string, entry: string): Promise<V4WorkerOptions> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:workers"],
    logLevel: "warning",
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error(`${entry} has no bundle`);
  return {
    name,
    modules: [{ type: "ESModule", path: `${name}.js`, contents: script.text }],
    compatibilityDate: compatibilityDate(),
  };
}
