import { parseOptions } from "../../src/cli/shared/command-line.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import { runProgram } from "../../src/cli/shared/run-program.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { provideWorker } from "../../src/dev/build-worker.ts";
import { startContenders } from "./bench/contenders.ts";
import { separateCores } from "./bench/cores.ts";
import { figuresOf, reportOf } from "./bench/report.ts";
import { measurements, type Plan, runRounds } from "./bench/run-rounds.ts";
import { timeStages } from "./bench/stages.ts";

const HELP = `Usage: npm run bench -- [options]

Measures the bundle that is deployed, alone in workerd, against a floor: a Worker that parses the same JSON, makes one object
call that writes one row of equal bytes in a transaction of its own, and signs one token. Both in turns, one sale, every
checkout another buyer's and held. Checkouts come from a shop's backend, without visit and browser signals.

What a sync of the disk takes decides as much as the code does: the floor waits for one at each call, the service for one at
each batch. --sync-ms shows both on a slower disk than this one; what a sync then takes is measured, too, and strace takes
processor time of its own at each.

  --rounds <n>     turns of each (3)
  --seconds <n>    of each measurement (5)
  --callers <n>    callers of the closed loop (32)
  --sync-ms <n>    add so many milliseconds to each sync of the disk, by strace
  --no-build       measure the bundle in dist as it is
  --json           the figures as JSON on stdout
  --verbose        stack traces

  npm run bench -- --rounds 5
  npm run bench -- --sync-ms 1

Exit codes: 0 measured, 2 wrong usage, or it could not be measured. Linux only: processor time is read from /proc.
`;

const ROUNDS = 3;
const SECONDS = 5;
const CALLERS = 32;
const RATES = [100, 300, 500];

await runProgram({
  help: HELP,
  async run(args) {
    const values = parseOptions(args, {
      rounds: { type: "string" },
      seconds: { type: "string" },
      callers: { type: "string" },
      "sync-ms": { type: "string" },
      "no-build": { type: "boolean" },
      json: { type: "boolean" },
    });
    const plan: Plan = {
      rounds: wholeNumber("rounds", values.rounds, ROUNDS),
      seconds: wholeNumber("seconds", values.seconds, SECONDS),
      callers: wholeNumber("callers", values.callers, CALLERS),
      rates: RATES,
    };
    await provideWorker(values["no-build"] ? "if-missing" : "always");
    const syncDelayMs = values["sync-ms"] === undefined ? 0 : wholeNumber("sync-ms", values["sync-ms"], 1);
    const figures = figuresOf(await measure(plan, syncDelayMs));
    process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : reportOf(figures));
    return 0;
  },
});

async function measure(plan: Plan, syncDelayMs: number) {
  const { service, floor, rowBytes, syncMs, stop } = await startContenders(syncDelayMs);
  try {
    const separate = await separateCores([service.processId, floor.processId]);
    const progress = showProgress("measurements", measurements(plan));
    const rounds = await runRounds({ service, floor }, plan, progress.step);
    progress.end();
    return { ...rounds, stages: await timeStages(), rowBytes, syncMs, syncDelayMs, separateCores: separate };
  } finally {
    await stop();
  }
}
