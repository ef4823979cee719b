import { showProgress } from "../../../src/cli/shared/progress.ts";
import { wholeNumber } from "../../../src/cli/shared/whole-number.ts";
import { separateCores } from "../shared/cores.ts";
import { rigProgram } from "../shared/rig-program.ts";
import { startContenders } from "./against-floor/contenders.ts";
import { measurements, type Plan, runRounds } from "./against-floor/run-rounds.ts";
import { checkoutTrial } from "./checkout/checkout-trial.ts";
import { figuresOf, reportOf } from "./checkout/report.ts";
import { timeStages } from "./checkout/stages.ts";

const RATES = [100, 300, 500];

export const benchCheckout = rigProgram({
  name: "bench checkout",
  about: `
Measures the bundle that is deployed, alone in workerd, against a floor: a Worker that parses the same JSON, makes one object
call that writes one row of equal bytes in a transaction of its own, and signs one token. Both in turns, one sale, every
checkout another buyer's and held. Checkouts come from a shop's backend, without visit and browser signals.

What a sync of the disk takes decides as much as the code does: the floor waits for one at each call, the service for one at
each batch. --sync-ms shows both on a slower disk than this one; what a sync then takes is measured, too, and strace takes
processor time of its own at each. Linux only: processor time is read from /proc.`,
  numbers: {
    rounds: ["turns of each", 3],
    seconds: ["of each measurement", 5],
    callers: ["callers of the closed loop", 32],
  },
  texts: { "sync-ms": ["<n>", "add so many milliseconds to each sync of the disk, by strace"] },
  runsBundle: true,
  example: "--sync-ms 1",
  exits: "0 measured",
  run({ number, text }) {
    const syncMs = text("sync-ms");
    const plan = { rounds: number("rounds"), seconds: number("seconds"), callers: number("callers"), rates: RATES };
    return measure(plan, syncMs === undefined ? 0 : wholeNumber("sync-ms", syncMs, 1));
  },
  report: reportOf,
  broken: () => [],
});

async function measure(plan: Plan, syncDelayMs: number) {
  const { service, floor, rowBytes, syncMs, stop } = await startContenders(checkoutTrial(), syncDelayMs);
  try {
    const separate = await separateCores([service.processId, floor.processId]);
    const progress = showProgress("measurements", measurements(plan));
    const rounds = await runRounds({ service, floor }, plan, progress.step);
    progress.end();
    const stages = await timeStages();
    return figuresOf({ ...rounds, stages, rowBytes, syncMs, syncDelayMs, separateCores: separate });
  } finally {
    await stop();
  }
}
