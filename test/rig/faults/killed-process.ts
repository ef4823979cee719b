import { pause } from "../shared/pause.ts";
import type { Fault } from "./fault.ts";
import { withTrial } from "./trial.ts";

const KILLS = 5;
const KILL_AFTER_MS_MIN = 100;
const KILL_AFTER_MS_MAX = 600;

/**
 * The process is killed at a random moment, again and again on the same rows. What was acknowledged is there each time, and what
 * was not answered is wholly applied or wholly absent.
 */
export const killedProcess: Fault = {
  id: "F1",
  title: `process killed under load, ${KILLS} times`,
  needs: {},
  run: (folder, plan) =>
    withTrial(folder, plan, async (trial) => {
      await trial.start();
      await trial.createDividedSale();
      let [applied, absent, longestMs] = [0, 0, 0];
      for (let kills = 0; kills < KILLS; kills += 1) {
        await trial.whileCalled(async () => {
          await pause(KILL_AFTER_MS_MIN + Math.random() * (KILL_AFTER_MS_MAX - KILL_AFTER_MS_MIN));
          process.kill(trial.processId, "SIGKILL");
        });
        const recovered = await trial.recover();
        applied += recovered.applied;
        absent += recovered.absent;
        longestMs = Math.max(longestMs, recovered.restartMs);
      }
      trial.notes.push(
        `of the calls that broke off ${applied} had been applied and ${absent} had not; first answer after ${Math.round(longestMs)} ms at most`,
      );
      return await trial.settle();
    }),
};
