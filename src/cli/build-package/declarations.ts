import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { promisify } from "node:util";

const COMPILER = "node_modules/typescript/bin/tsc";
const IMPORTED = /(?<=(?:from|import\() ?")(\.[^"]+)\.ts(?=")/g;

/**
 * The types of some modules of a package and of whatever these name, by path in the package.
 * @param part folder of `src` that the package is made of
 * @param entries names of modules in it, without extension
 * @param given declarations that stand in place of those that the compiler makes, by name of the module
 * @throws where a type names one outside of the package, which those who install it do not have
 */
export async function declarationsOf(
  part: string,
  entries: readonly string[],
  given: ReadonlyMap<string, string> = new Map(),
): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-types-"));
  try {
    const options = [
      "--noEmit",
      "false",
      "--declaration",
      "--emitDeclarationOnly",
      "--rootDir",
      "src",
      "--outDir",
      folder,
    ];
    await promisify(execFile)(process.execPath, [COMPILER, "-p", `src/${part}`, ...options]);
    const found = new Map<string, string>();
    const wanted = [...entries];
    for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
      if (name.startsWith(".."))
        throw new Error(`A type of src/${part} comes from src/${name.slice("../".length)}.ts.`);
      const path = `${name}.d.ts`;
      if (found.has(path)) continue;
      const text = given.get(name) ?? (await readFile(join(folder, part, path), "utf8"));
      const base = dirname(name);
      wanted.push(...Array.from(text.matchAll(IMPORTED), ([, imported = ""]) => normalize(join(base, imported))));
      found.set(path, text.replaceAll(IMPORTED, "$1.js"));
    }
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
