import { readFileSync } from "node:fs";

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
