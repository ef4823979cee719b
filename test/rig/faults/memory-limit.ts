import { existsSync, readFileSync } from "node:fs";
import { mkdir, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Where each version of control groups keeps its groups for memory, and how a limit is called there. */
const HIERARCHIES = [
  { root: "/sys/fs/cgroup", limit: "memory.max", sign: "/sys/fs/cgroup/cgroup.controllers" },
  { root: "/sys/fs/cgroup/memory", limit: "memory.limit_in_bytes", sign: "/sys/fs/cgroup/memory/cgroup.procs" },
] as const;

/** Whether the kernel of this machine can limit the memory of a process. */
export function canLimitMemory(): boolean {
  return hierarchy() !== undefined;
}

/**
 * Lets a process take so much more memory than it has; the kernel kills it when it asks for more.
 * @returns how to remove the limit, once the process has ended
 */
export async function limitMemory(processId: number, moreBytes: number): Promise<() => Promise<void>> {
  const { root, limit } = hierarchy() ?? {};
  if (root === undefined || limit === undefined) throw new Error("This machine has no control groups for memory.");
  const group = join(root, `firsthand-faults-${processId}`);
  await mkdir(group);
  await writeFile(join(group, limit), String(moreBytes));
  await writeFile(join(group, "cgroup.procs"), String(processId));
  return () => rmdir(group);
}

function hierarchy() {
  return HIERARCHIES.find(
    ({ limit, sign }) =>
      existsSync(sign) && (limit !== "memory.max" || readFileSync(sign, "utf8").split(/\s/).includes("memory")),
  );
}
