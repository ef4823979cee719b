import { showProgress } from "../../src/cli/shared/progress.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { table, whole } from "../../src/cli/shared/table.ts";
import { rigProgram } from "./shared/rig-program.ts";
import { PLAYS, type PlayName } from "./sim/plays.ts";
import { keepRegression } from "./sim/regressions.ts";
import type { Tally } from "./sim/simulate.ts";

type Broken = { readonly seed: number; readonly promise: string; readonly detail: string };
type Played = {
  readonly from: number;
  readonly seeds: number;
  readonly elapsedMs: number;
  readonly totals: Tally;
  readonly broken: readonly Broken[];
};

export const sim = simProgram(
  "sim",
  `
Plays seeded histories of shoppers, scalpers and shops against the commands of a sale, with virtual time and with faults:
calls lost, repeated, delayed and reordered, crashes, evictions, alarms early, late, twice or never, clocks that jump.
After every commit the rows are compared with an independent model. The same seed gives the same history.

A seed that breaks a promise is printed with the command that plays it again, and kept in test/sim/regressions.json, which
the tests play from then on.`,
);

export const simDraws = simProgram(
  "sim-draws",
  `
Plays seeded histories of a drawn sale: people register, the draw freezes, waits for its beacon, orders and tells the registers, and
the sale calls one after another, with virtual time and with faults: sale and draw crash, beacons are late or lost, alarms are late or
never fire, calls are repeated, the shop pauses, brings units back and withdraws them. After every commit it is looked at where
everybody stands. The same seed gives the same history.

A seed that breaks a promise is printed with the command that plays it again, and kept in test/sim/draw-regressions.json, which the
tests play from then on.`,
);

function simProgram(name: PlayName, about: string): Program {
  return rigProgram({
    name,
    about,
    numbers: { seeds: ["histories to play", 10_000], from: ["the first seed", 1] },
    example: "--seeds 1 --from 4711",
    exits: "0 every promise was kept, 1 one was broken",
    run: ({ number }) => play(name, number("from"), number("seeds")),
    report({ seeds, elapsedMs, totals, broken }: Played) {
      const happenings = Object.entries(totals).sort(([a], [b]) => (a < b ? -1 : 1));
      const seconds = elapsedMs / 1000;
      return `${table(happenings.map(([happened, times]) => [happened, whole(times)]))}
${whole(seeds)} histories in ${seconds.toFixed(1)} s (${whole(seeds / seconds)}/s), ${broken.length} with a broken promise
`;
    },
    broken: ({ broken }) =>
      broken.map(({ seed, detail }) => `${detail}\n  play it again: npm run rig -- ${name} --seeds 1 --from ${seed}`),
  });
}

function play(name: PlayName, from: number, seeds: number): Played {
  const { simulate, regressions } = PLAYS[name];
  const startedAtMs = performance.now();
  const progress = showProgress("histories", seeds);
  const totals: Tally = {};
  const broken: Broken[] = [];
  for (let seed = from; seed < from + seeds; seed++) {
    const { tally, violation } = simulate(seed);
    for (const [happened, times] of Object.entries(tally)) totals[happened] = (totals[happened] ?? 0) + times;
    if (violation !== undefined) {
      broken.push({ seed, promise: violation.promise, detail: violation.message });
      keepRegression({ seed, promise: violation.promise }, regressions);
    }
    progress.step();
  }
  progress.end();
  return { from, seeds, elapsedMs: performance.now() - startedAtMs, totals, broken };
}
