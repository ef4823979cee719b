import { busyMachine } from "./busy-machine.ts";
import { carelessClients } from "./careless-clients.ts";
import { failingSync, failingWrite, slowDisk } from "./failing-disk-calls.ts";
import type { Fault } from "./fault.ts";
import { fewDescriptors } from "./few-descriptors.ts";
import { fullDisk } from "./full-disk.ts";
import { hostileBodies } from "./hostile-bodies.ts";
import { killedProcess } from "./killed-process.ts";
import { killedWhileCreated } from "./killed-while-created.ts";
import { killedWhileTexting } from "./killed-while-texting.ts";
import { readOnlyDisk } from "./read-only-disk.ts";
import { rotatedKeys } from "./rotated-keys.ts";
import { shortMemory } from "./short-memory.ts";
import { slowClients } from "./slow-clients.ts";
import { stoppedProcess } from "./stopped-process.ts";
import { terminatedProcess } from "./terminated-process.ts";
import { thunderingHerd } from "./thundering-herd.ts";
import { tornLog } from "./torn-log.ts";
import { twoBuilds } from "./two-builds.ts";

/** Every fault that is tried against a real workerd, in the order of their numbers. */
export const FAULTS: readonly Fault[] = [
  killedProcess,
  terminatedProcess,
  stoppedProcess,
  carelessClients,
  fullDisk,
  failingSync,
  failingWrite,
  slowDisk,
  readOnlyDisk,
  tornLog,
  twoBuilds,
  killedWhileCreated,
  rotatedKeys,
  slowClients,
  hostileBodies,
  thunderingHerd,
  shortMemory,
  busyMachine,
  fewDescriptors,
  killedWhileTexting,
];
