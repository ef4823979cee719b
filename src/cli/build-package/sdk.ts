import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { parseOptions } from "../shared/command-line.ts";
import type { Program } from "../shared/run-program.ts";
import { SDK_PARTS } from "../shared/sdk-parts.ts";
import { table, whole } from "../shared/table.ts";
import { declarationsOf } from "./declarations.ts";

const FOLDER = "dist/sdk";
const NAME = "@firsthand/sdk";

const HELP = `Usage: npm run build:client -- sdk [options]

Makes the browser SDK ready to be packed by npm, as ES modules with types and without dependencies. It publishes nothing.

  --out <folder>  emptied first (${FOLDER})
  --verbose       stack traces

  npm run build:client -- sdk && npm pack ./${FOLDER}

Exit codes: 0 built, 2 wrong usage, or the sources do not compile.
`;

export const sdkPackage: Program = {
  help: HELP,
  async run(args) {
    const { out = FOLDER } = parseOptions(args, { out: { type: "string" } });
    await rm(out, { recursive: true, force: true });
    const modules = await modulesOf();
    const files = new Map([...modules, ...(await declarationsOf("sdk", Object.keys(SDK_PARTS)))]);
    files.set("package.json", `${JSON.stringify(await manifest([...files.keys()].sort()), null, 2)}\n`);
    for (const [path, text] of files) {
      await mkdir(dirname(join(out, path)), { recursive: true });
      await writeFile(join(out, path), text);
    }
    await copyFile("LICENSE", join(out, "LICENSE"));
    await copyFile("src/sdk/README.md", join(out, "README.md"));
    const rows = [...modules].map(([path, text]) => [path, `${whole(gzipSync(text).length)} bytes compressed`]);
    process.stdout.write(`${NAME} is in ${out}.\n\n${table(rows)}`);
    return 0;
  },
};

/** The parts, with what they share in files of its own. A page's own bundler makes them small, so here they stay readable. */
async function modulesOf(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: SDK_PARTS,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    outdir: "/",
    write: false,
  });
  return new Map(outputFiles.map(({ path, text }) => [path.slice(1), text]));
}

/** The package's `package.json`: the core under its name, each other part under its name and the part's. */
async function manifest(files: readonly string[]): Promise<object> {
  const { version, license } = JSON.parse(await readFile("package.json", "utf8"));
  const exported = Object.keys(SDK_PARTS).map((part) => [
    part === "index" ? "." : `./${part}`,
    { types: `./${part}.d.ts`, default: `./${part}.js` },
  ]);
  return {
    name: NAME,
    version,
    description: "Observes how a checkout is filled in, for a Firsthand service. Collects, never judges.",
    license,
    type: "module",
    sideEffects: false,
    exports: Object.fromEntries(exported),
    files,
  };
}
