import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly { readonly path: string; readonly typesOnly: boolean }[];
};

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
  return specifier.startsWith(".") ? normalize(join(dirname(from), specifier)) : specifier;
}
