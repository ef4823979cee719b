import { execFileSync } from "node:child_process";
import { mkdir, readFile, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { buildWorker, WORKER_BUNDLE } from "../../../src/dev/build-worker.ts";

const TABLES = "src/objects/sale.sql.ts";

/**
 * The commit before the tables of a sale changed last, or where they had no redo log then, the one since which they have: an older build
 * would not read what this one leaves there. Undefined in a shallow clone and outside of git.
 */
export function olderCommit(): string | undefined {
  try {
    const [changed = "", before = ""] = git(
      "log",
      "-1",
      "--format=%H %P",
      "-GCREATE TABLE|ALTER TABLE|CREATE INDEX",
      "--",
      TABLES,
    ).split(" ");
    if (before === "") return undefined;
    return git("show", `${before}:${TABLES}`).includes("CREATE TABLE redo") ? before : changed;
  } catch {
    return undefined;
  }
}

/** Builds a commit with the packages that are installed here. @returns the bundle's text */
export async function buildCommit(commit: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const archive = join(folder, "tree.tar");
  git("archive", "--format=tar", "-o", archive, commit);
  execFileSync("tar", ["-xf", archive, "-C", folder]);
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  await buildWorker(folder);
  return await readFile(join(folder, WORKER_BUNDLE), "utf8");
}

function git(...args: string[]): string {
  return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}
