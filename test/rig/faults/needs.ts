import { execFileSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { canLimitMemory } from "./memory-limit.ts";
import { olderCommit } from "./older-build.ts";

/** What a fault takes to be tried. */
export type Needs = {
  readonly root?: true;
  /** Programs that must be on the path. */
  readonly programs?: readonly string[];
  /** A loop device of the kernel. */
  readonly loopDevice?: true;
  /** Control groups that limit memory. */
  readonly memoryGroups?: true;
  /** The commit before the tables of a sale changed last, to build it. */
  readonly olderBuild?: true;
};

/** Why a fault cannot be tried on this machine; undefined where it can. */
export function whatIsMissing({
  root,
  programs = [],
  loopDevice,
  memoryGroups,
  olderBuild,
}: Needs): string | undefined {
  if (root && process.getuid?.() !== 0) return "it takes root";
  const missing = programs.filter((program) => !isThere(program));
  if (missing.length > 0) return `${missing.join(" and ")} not found`;
  if (loopDevice && !canOpen("/dev/loop-control")) return "the kernel has no loop devices";
  if (memoryGroups && !canLimitMemory()) return "the kernel has no control groups for memory";
  if (olderBuild && olderCommit() === undefined) return "the history of this tree is not here";
  return undefined;
}

function isThere(program: string): boolean {
  try {
    execFileSync("which", [program], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function canOpen(file: string): boolean {
  try {
    closeSync(openSync(file, "r+"));
    return true;
  } catch {
    return false;
  }
}
