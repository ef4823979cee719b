import { execFileSync } from "node:child_process";
import { mkdir, readFile, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { buildWorker, WORKER_BUNDLE } from "../../../src/dev/build-worker.ts";

const TABLES = "src/objects/sale.sql.ts";

/** The commit before the tables of a sale changed last; undefined in a shallow clone and outside of git. */
export function olderCommit(): string | undefined {
  try {
    const [commit] = git("log", "-1", "--format=%P", "-GCREATE TABLE|ALTER TABLE|CREATE INDEX", "--", TABLES).split(
      " ",
    );
    if (commit === undefined || commit === "") return undefined;
    git("cat-file", "-e", `${commit}:${TABLES}`);
    return commit;
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
