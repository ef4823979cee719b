import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { parseOptions } from "../shared/command-line.ts";
import type { Program } from "../shared/run-program.ts";
import { apiTypes } from "./api-types.ts";
import { declarationsOf } from "./declarations.ts";

const FOLDER = "dist/client";
const NAME = "@firsthand/client";

const HELP = `Usage: npm run build:client -- [options]

Makes the client for shop backends ready to be packed by npm: one ES module with types, without dependencies, for Node, Workers,
Deno and Bun. It publishes nothing. \`npm run build:client -- sdk\` does the same with the SDK for browsers, and has its own help.

  --out <folder>  emptied first (${FOLDER})
  --verbose       stack traces

  npm run build:client && npm pack ./${FOLDER}

Exit codes: 0 built, 2 wrong usage, or the sources do not compile.
`;

export const clientPackage: Program = {
  help: HELP,
  async run(args) {
    const { out = FOLDER } = parseOptions(args, { out: { type: "string" } });
    await rm(out, { recursive: true, force: true });
    const { outputFiles } = await build({
      entryPoints: ["src/client/index.ts"],
      bundle: true,
      format: "esm",
      target: "es2022",
      conditions: ["browser"],
      banner: {
        js: `/*! @firsthand/client, Apache-2.0, holds standardwebhooks (MIT, https://github.com/standard-webhooks/standard-webhooks) and jose:\n${await readFile("node_modules/jose/LICENSE.md", "utf8")}*/`,
      },
      write: false,
    });
    const module = outputFiles[0]?.text ?? "";
    const types = await declarationsOf("client", ["index"], new Map([["api", await apiTypes()]]));
    const files = new Map([["index.js", module], ...types]);
    files.set("package.json", `${JSON.stringify(await manifest([...files.keys()].sort()), null, 2)}\n`);
    for (const [path, text] of files) {
      await mkdir(dirname(join(out, path)), { recursive: true });
      await writeFile(join(out, path), text);
    }
    await copyFile("LICENSE", join(out, "LICENSE"));
    await copyFile("src/client/README.md", join(out, "README.md"));
    process.stdout.write(`${NAME} is in ${out}.\n`);
    return 0;
  },
};

async function manifest(files: readonly string[]): Promise<object> {
  const { version, license } = JSON.parse(await readFile("package.json", "utf8"));
  return {
    name: NAME,
    version,
    description: "Calls a Firsthand service from a shop's backend, with repeats that have one effect.",
    license,
    type: "module",
    sideEffects: false,
    engines: { node: ">=20" },
    exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
    files,
  };
}
