import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";

/** The service gets one core and the generator another, so that neither is measured in the other's time. */
const SERVICE_CORE = 0;
const GENERATOR_CORE = 1;

/**
 * Gives each service and this process a core of its own.
 * @returns false where the machine has one core or no `taskset`: then the figures hold for all of it together
 */
export async function separateCores(serviceProcessIds: readonly number[]): Promise<boolean> {
  if (availableParallelism() < 2) return false;
  try {
    for (const id of serviceProcessIds) await pin(id, SERVICE_CORE);
    await pin(process.pid, GENERATOR_CORE);
    return true;
  } catch {
    return false;
  }
}

async function pin(processId: number, core: number): Promise<void> {
  await promisify(execFile)("taskset", ["-acp", String(core), String(processId)]);
}
