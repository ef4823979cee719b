import { pause } from "../shared/pause.ts";
import type { Fault } from "./fault.ts";
import { limitMemory } from "./memory-limit.ts";
import { passThrough, withTrial } from "./trial.ts";

/** What the process may take beyond what it has when the fault begins: less than a busy one takes from one moment to the next. */
const MORE_BYTES = 4 * 1024 * 1024;
const ENDS_WITHIN_MS = 15_000;
const LOOK_AGAIN_MS = 20;

/** The kernel ends a process that asks for more memory than it may have: as sudden as a kill, at a moment of the load's choice. */
export const shortMemory: Fault = {
  id: "F47",
  title: "out of memory",
  needs: { root: true, memoryGroups: true },
  run: (folder, plan) =>
    withTrial(folder, plan, async (trial) => {
      await trial.start();
      await trial.createDividedSale();
      const { processId } = trial;
      let lift = async () => {};
      try {
        return await passThrough(trial, {
          async inject() {
            lift = await limitMemory(processId, MORE_BYTES);
            for (let waitedMs = 0; waitedMs < ENDS_WITHIN_MS && trial.isAlive(); waitedMs += LOOK_AGAIN_MS) {
              await pause(LOOK_AGAIN_MS);
            }
            if (trial.isAlive()) trial.losses.push("the process did not run out of memory");
            return async () => {};
          },
          lastsMs: LOOK_AGAIN_MS,
          recovers: "restarted",
        });
      } finally {
        await trial.kill();
        await lift();
      }
    }),
};
