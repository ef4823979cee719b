import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { readZip } from "./read-zip.ts";

/**
 * The files of a pack by their paths in it, from the archive or from a folder that it was unpacked into.
 * @throws Error with one sentence where there is neither
 */
export async function readPack(path: string): Promise<ReadonlyMap<string, Buffer>> {
  if (!(await stat(path)).isDirectory()) return zipped(await readFile(path));
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = join(entry.parentPath, entry.name);
        return [relative(path, file).split(sep).join("/"), await readFile(file)] as const;
      }),
  );
  return new Map(files);
}

function zipped(archive: Buffer): ReadonlyMap<string, Buffer> {
  try {
    return readZip(archive);
  } catch (error) {
    if (error instanceof RangeError) throw new Error("The archive is cut off or damaged.");
    throw error;
  }
}
