import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Fault } from "./fault.ts";
import { runCommand } from "./run-command.ts";
import { passThrough, withTrial } from "./trial.ts";

const DISK = "64m";
const BLOCK_BYTES = 64 * 1024;
const FULL_MS = 4000;

/** The disk fills up under load and is emptied again; the service goes on without a restart. */
export const fullDisk: Fault = {
  id: "F23",
  title: "disk full",
  needs: { root: true, programs: ["mount", "umount"] },
  run: (folder, plan) =>
    withTrial(folder, plan, async (trial) => {
      await runCommand("mount", "-t", "tmpfs", "-o", `size=${DISK}`, "firsthand-faults", trial.stateFolder);
      try {
        await trial.start();
        await trial.createDividedSale();
        return await passThrough(trial, {
          async inject({ stateFolder }) {
            const ballast = join(stateFolder, "ballast");
            await fill(ballast);
            return () => rm(ballast);
          },
          lastsMs: FULL_MS,
          recovers: "alone",
          complaint: (told) =>
            told.counted("during", "checkout 503") > 0 ? undefined : "nobody was told of the full disk",
        });
      } finally {
        await trial.kill();
        await runCommand("umount", trial.stateFolder);
      }
    }),
};

/** Writes a file until there is no room for more of it. */
async function fill(file: string): Promise<void> {
  const ballast = await open(file, "w");
  try {
    for (;;) await ballast.write(Buffer.alloc(BLOCK_BYTES));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  } finally {
    await ballast.close();
  }
}
