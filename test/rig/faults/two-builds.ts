import { join } from "node:path";
import { lossesOnRepeat } from "../shared/find-losses.ts";
import { pause } from "../shared/pause.ts";
import type { Fault } from "./fault.ts";
import { buildCommit, olderCommit } from "./older-build.ts";
import { withTrial } from "./trial.ts";

const CALLED_MS = 1500;
/** Answers of each build that the other one is asked for again. */
const REPEATED_MAX = 50;

/**
 * The build before the tables of a sale changed last sells; this one opens its rows, brings them up to date and goes on; then
 * the older one comes back, as after a release that was taken back, and this one once more. What one has answered the other
 * repeats byte for byte, and no token is spent twice.
 */
export const twoBuilds: Fault = {
  id: "F35",
  title: "two builds over one set of rows",
  needs: { programs: ["git", "tar"], olderBuild: true },
  run: (folder, plan) =>
    withTrial(folder, plan, async (trial) => {
      const commit = olderCommit();
      if (commit === undefined) throw new Error("The history went away meanwhile.");
      const older = await buildCommit(commit, join(folder, "older"));
      trial.notes.push(`the older build is of ${commit.slice(0, 7)}`);
      await trial.start(older);
      await trial.createSale();
      for (const [phase, bundle] of [
        ["before", older],
        ["during", undefined],
        ["after", older],
      ] as const) {
        if (phase !== "before") {
          await trial.kill();
          await trial.start(bundle);
          trial.losses.push(...(await lossesOnRepeat(trial.shop, trial.told.acknowledged.slice(-REPEATED_MAX))));
        }
        trial.told.phase = phase;
        await trial.whileCalled(() => pause(CALLED_MS));
        if (trial.told.counted(phase, "checkout 200") === 0) {
          trial.losses.push(`nobody was served by the ${bundle === undefined ? "newer" : "older"} build`);
        }
      }
      return await trial.settle();
    }),
};
