import { build } from "esbuild";
import { SDK_PARTS } from "../../../../src/cli/shared/sdk-parts.ts";

/** Every part of the SDK as it is served, by its path. */
export async function sdkBundles(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: SDK_PARTS,
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    outdir: "/sdk",
    write: false,
  });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}
