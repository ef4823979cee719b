import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import * as z from "zod";

export type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly { readonly path: string; readonly typesOnly: boolean }[];
};

/** Names that stand for one file in the Worker and for another thing in Node. */
const { imports: own } = z
  .object({ imports: z.record(z.string(), z.object({ workerd: z.string(), default: z.string() })) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

const IMPORT = /^(import|export)( type)?\b[^"';]*?from "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** Paths of all files below a folder but those of installed packages, which `models/lab` may have of its own. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.includes("node_modules/"))
    .map((name) => join(folder, name));
}

/** Every source file below a folder, with what it imports: the project's own files by their paths from the root. */
export function sourceFiles(folder: string): SourceFile[] {
  return filesBelow(folder)
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(path, "utf8");
      const imports = [...text.matchAll(IMPORT)].map((match) => ({
        path: resolve(path, match[3] ?? match[4] ?? match[5] ?? ""),
        typesOnly: match[2] !== undefined,
      }));
      return { path, text, imports };
    });
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith("#")) return normalize(own[specifier]?.workerd ?? specifier);
  return specifier.startsWith(".") ? normalize(join(dirname(from), specifier)) : specifier;
}
