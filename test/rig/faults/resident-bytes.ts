import { readFileSync } from "node:fs";

/** Memory of a process that is in use now. Linux only. */
export function residentBytes(processId: number): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, "utf8")) ?? [];
  return Number(kib) * 1024;
}
