import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const LOCK = "lock.sqlite";

/** A folder that this process has to itself. */
export type LockedFolder = {
  /** Deletes everything in it. */
  readonly empty: () => Promise<void>;
  readonly unlock: () => void;
};

/**
 * Takes a folder of development state for this process alone. The lock is the system's own on a file, so that it ends with the
 * process, however that ends.
 * @throws Error with what to do where another process has the folder
 */
export async function lockFolder(folder: string): Promise<LockedFolder> {
  await mkdir(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, LOCK));
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    throw new Error(
      `Another npm start uses ${folder}: stop it first. Two on one state would sell the same units, and --reset would take it away.`,
    );
  }
  return {
    async empty() {
      const names = await readdir(folder);
      const others = names.filter((name) => !name.startsWith(LOCK));
      await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true, force: true })));
    },
    unlock: () => lock.close(),
  };
}
