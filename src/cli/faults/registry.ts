import { failingSync, failingWrite, slowDisk } from "./failing-disk-calls.ts";
import type { Fault } from "./fault.ts";
import { fullDisk } from "./full-disk.ts";
import { stoppedProcess } from "./stopped-process.ts";
import { terminatedProcess } from "./terminated-process.ts";

/** Every fault that is tried against a real workerd, in the order of their numbers. */
export const FAULTS: readonly Fault[] = [
  terminatedProcess,
  stoppedProcess,
  fullDisk,
  failingSync,
  failingWrite,
  slowDisk,
];
