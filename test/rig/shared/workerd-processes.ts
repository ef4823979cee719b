import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

/** Ids of the workerd processes that this process started. Linux only. */
export function workerdProcesses(): number[] {
  return readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8")
    .trim()
    .split(" ")
    .filter((id) => id !== "" && readFileSync(`/proc/${id}/comm`, "utf8").trim() === "workerd")
    .map(Number);
}

/** Processor time that a process has used, all its threads, in milliseconds. Linux only. */
export function processorMs(pid: number): number {
  const [, fields = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const [user = 0, system = 0] = fields.split(" ").slice(11, 13).map(Number);
  return ((user + system) * 1000) / TICKS_PER_SECOND;
}

/**
 * The same from the scheduler's own account, which is exact to the microsecond for threads that rest: fine enough for one
 * call. A thread that ended is no longer counted. Linux only.
 */
export function threadMs(pid: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const [ran] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ");
    nanoseconds += Number(ran);
  }
  return nanoseconds / 1e6;
}
