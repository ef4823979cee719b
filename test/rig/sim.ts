import { parseOptions } from "../../src/cli/shared/command-line.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import { runProgram } from "../../src/cli/shared/run-program.ts";
import { table, whole } from "../../src/cli/shared/table.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { keepRegression } from "./sim/regressions.ts";
import { type History, simulate, type Tally } from "./sim/simulate.ts";

const SEEDS = 10_000;

const HELP = `Plays seeded histories of shoppers, scalpers and shops against the commands of a sale, with virtual time and with faults:
calls lost, repeated, delayed and reordered, crashes, evictions, alarms early, late, twice or never, clocks that jump.
After every commit the rows are compared with an independent model. The same seed gives the same history.

  npm run sim -- [options]

  --seeds <n>  histories to play (${SEEDS})
  --from <n>   the first seed (1)
  --json       the totals and every broken promise as JSON on stdout
  --verbose    stack traces
  --help       this text

A seed that breaks a promise is printed with the command that plays it again, and kept in test/sim/regressions.json, which
the tests play from then on.

Exit codes: 0 every promise was kept, 1 one was broken, 2 wrong use.

Example: npm run sim -- --seeds 1 --from 4711
`;

await runProgram({ help: HELP, run });

async function run(args: string[]): Promise<number> {
  const values = parseOptions(args, {
    seeds: { type: "string" },
    from: { type: "string" },
    json: { type: "boolean" },
  });
  const seeds = wholeNumber("seeds", values.seeds, SEEDS);
  const from = wholeNumber("from", values.from, 1);
  const startedAtMs = performance.now();
  const progress = showProgress("histories", seeds);
  const totals: Tally = {};
  const broken: History[] = [];
  for (let seed = from; seed < from + seeds; seed++) {
    const history = simulate(seed);
    for (const [happened, times] of Object.entries(history.tally)) totals[happened] = (totals[happened] ?? 0) + times;
    if (history.violation !== undefined) broken.push(history);
    progress.step();
  }
  progress.end();
  const elapsedMs = performance.now() - startedAtMs;
  for (const { seed, violation } of broken) {
    if (violation !== undefined) keepRegression({ seed, promise: violation.promise });
  }
  if (values.json)
    process.stdout.write(`${JSON.stringify({ from, seeds, elapsedMs, totals, broken: broken.map(plain) })}\n`);
  else print({ seeds, elapsedMs, totals, broken });
  return broken.length === 0 ? 0 : 1;
}

function print(run: { seeds: number; elapsedMs: number; totals: Tally; broken: readonly History[] }): void {
  const happenings = Object.entries(run.totals).sort(([a], [b]) => (a < b ? -1 : 1));
  process.stdout.write(table(happenings.map(([happened, times]) => [happened, whole(times)])));
  for (const history of run.broken) {
    const { seed, detail } = plain(history);
    process.stdout.write(`\nseed ${seed}: ${detail}\n  play it again: npm run sim -- --seeds 1 --from ${seed}\n`);
  }
  const seconds = run.elapsedMs / 1000;
  process.stdout.write(
    `\n${whole(run.seeds)} histories in ${seconds.toFixed(1)} s (${whole(run.seeds / seconds)}/s), ${run.broken.length} with a broken promise\n`,
  );
}

function plain({ seed, violation }: History) {
  return { seed, promise: violation?.promise, detail: violation?.message };
}
