import { createSale } from "../shared/create-sale.ts";
import { pause } from "../shared/pause.ts";
import type { Fault } from "./fault.ts";
import { withTrial } from "./trial.ts";

const KILLS = 5;
const KILL_WITHIN_MS = 40;
const OPEN_SINCE_MS = 60_000;
const CALLED_MS = 500;

/** The process is killed while its first tables are made. The next start finishes them, and the sale is created and sells. */
export const killedWhileCreated: Fault = {
  id: "F36",
  title: "killed while a sale's tables are made",
  needs: {},
  run: (folder, plan) =>
    withTrial(folder, plan, async (trial) => {
      // The same sale each time: what is fixed about one cannot change once it was created after all.
      const opens = { opensAt: new Date(Date.now() - OPEN_SINCE_MS).toISOString() };
      for (let kills = 0; kills < KILLS; kills += 1) {
        await trial.start();
        const created = createSale(trial.shop, opens).catch(() => undefined);
        await pause(Math.random() * KILL_WITHIN_MS);
        await trial.kill();
        await created;
      }
      await trial.start();
      await trial.createSale(opens);
      await trial.whileCalled(() => pause(CALLED_MS));
      return await trial.settle();
    }),
};
