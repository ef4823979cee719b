import { join } from "node:path";
import { UsageError } from "../../../src/cli/shared/command-line.ts";
import { showProgress } from "../../../src/cli/shared/progress.ts";
import { wholeNumber } from "../../../src/cli/shared/whole-number.ts";
import { assert } from "../../../src/domain/result.ts";
import { separateCores } from "../shared/cores.ts";
import { rigProgram } from "../shared/rig-program.ts";
import { startContenders } from "./against-floor/contenders.ts";
import { measurements, type Plan, runRounds } from "./against-floor/run-rounds.ts";
import { checkoutTrial } from "./checkout/checkout-trial.ts";
import { figuresOf, reportOf } from "./checkout/report.ts";
import { timeStages } from "./checkout/stages.ts";
import { requireRedis, type StartedPeer, startPeer } from "./peer/start-peer.ts";

const RATES = [100, 300, 500];

export const benchCheckout = rigProgram({
  name: "bench checkout",
  about: `
Measures the bundle that is deployed, alone in workerd, against a floor: a Worker that parses the same JSON, makes one object
call that writes one row of equal bytes in a transaction of its own, and signs one token. Both in turns, one sale, every
checkout another buyer's and held. Checkouts come from a shop's backend, without visit and browser signals.

What a sync of the disk takes decides as much as the code does: the floor waits for one at each call, the service for one at
each batch. --sync-ms shows both on a slower disk than this one; what a sync then takes is measured, too, and strace takes
processor time of its own at each. Linux only: processor time is read from /proc.

--peer adds what a team would build in a week: one Node process and one Redis that syncs its log at every write. It counts accounts
and units of six identifiers as they were sent, runs ten rules of json-rules-engine, and in one Lua script checks limits, takes a unit
and keeps hold, record and reply. It leaves out visits and signals, what makes two spellings one person, the score, clusters and
population, reasons and their evidence, pseudonyms, keys of shops, the end of a hold, and the copy for staff.`,
  numbers: {
    rounds: ["turns of each", 3],
    seconds: ["of each measurement", 5],
    callers: ["callers of the closed loop", 32],
  },
  flags: { peer: "measure a peer over redis-server, too" },
  texts: { "sync-ms": ["<n>", "add so many milliseconds to each sync of the disk, by strace"] },
  runsBundle: true,
  example: "--sync-ms 1",
  exits: "0 measured",
  run({ number, text, flag }) {
    const syncMs = text("sync-ms");
    if (flag("peer") && syncMs !== undefined) throw new UsageError("--sync-ms slows workerd alone, not the peer.");
    const plan = { rounds: number("rounds"), seconds: number("seconds"), callers: number("callers"), rates: RATES };
    return measure(plan, {
      syncDelayMs: syncMs === undefined ? 0 : wholeNumber("sync-ms", syncMs, 1),
      withPeer: flag("peer"),
    });
  },
  report: reportOf,
  broken: () => [],
});

async function measure(plan: Plan, { syncDelayMs, withPeer }: { syncDelayMs: number; withPeer: boolean }) {
  if (withPeer) requireRedis();
  const { service, floor, rowBytes, syncMs, folder, stop } = await startContenders(checkoutTrial(), syncDelayMs);
  let started: StartedPeer | undefined;
  try {
    if (withPeer) started = await startPeer(join(folder, "peer"), rowBytes);
    const contenders = [service, floor, ...(started === undefined ? [] : [started.peer])];
    const separate = await separateCores(contenders.flatMap(({ processIds }) => processIds));
    const progress = showProgress("measurements", measurements(plan, contenders.length));
    const [own, least, peer] = await runRounds(contenders, plan, progress.step);
    progress.end();
    assert(own !== undefined && least !== undefined, "each contender has its rounds");
    const stages = await timeStages();
    return figuresOf({
      ...{ service: own, floor: least, peer },
      ...{ stages, rowBytes, syncMs, syncDelayMs, separateCores: separate },
    });
  } finally {
    await started?.stop();
    await stop();
  }
}
