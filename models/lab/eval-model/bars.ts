import type { Part } from "../train/session.ts";
import type { Evaluation } from "./evaluation.ts";
import { percentWords } from "./figure-words.ts";

/** What the model should reach, and where it does not: a sentence for each driver or source that falls short, and by how much. */
export type Bar = { readonly bar: string; readonly measuredOn: number; readonly short: readonly string[] };

type Demand = { readonly part: Part; readonly aucMin: number; readonly caughtMin: number };

const DEMANDS: readonly Demand[] = [
  { part: "movement", aucMin: 0.95, caughtMin: 0.5 },
  { part: "keys", aucMin: 0.95, caughtMin: 0.8 },
];
const NOT_ALLOWED_MIN = 0.95;
const PEOPLE_CHALLENGED_MAX = 0.02;
/** Fewer sessions cannot show a share of two per cent. */
const SESSIONS_MIN = 50;

/** Holds what was measured against the bars. Simulated programs and those that never ran in a browser do not count. */
export function barsOf({ people, programs, runs }: Evaluation): Bar[] {
  const parts = DEMANDS.flatMap(({ part, aucMin, caughtMin }): Bar[] => {
    const measured = programs.filter((one) => one.part === part && one.realBrowser);
    return [
      {
        bar: `${part}: AUC of at least ${aucMin} for each driver left out`,
        measuredOn: measured.length,
        short: measured
          .filter(({ auc }) => auc.value < aucMin)
          .map(({ source, auc }) => `${source} ${auc.value.toFixed(3)}`),
      },
      {
        bar: `${part}: at least ${percentWords(caughtMin)} caught at 1 % of people flagged, for each driver left out`,
        measuredOn: measured.length,
        short: measured
          .filter(({ caught }) => caught.value < caughtMin)
          .map(({ source, caught }) => `${source} ${percentWords(caught.value)}`),
      },
    ];
  });
  const judged = people.filter(({ sessions }) => sessions >= SESSIONS_MIN);
  return [
    ...parts,
    {
      bar: `whole runs, rules and model together: at least ${percentWords(NOT_ALLOWED_MIN)} not allowed, for each driver left out`,
      measuredOn: runs.length,
      short: runs
        .filter(({ notAllowed }) => notAllowed.value < NOT_ALLOWED_MIN)
        .map(({ source, notAllowed }) => `${source} ${percentWords(notAllowed.value)}`),
    },
    {
      bar: `people: at most ${percentWords(PEOPLE_CHALLENGED_MAX)} challenged by the model alone, for each source of ${SESSIONS_MIN} sessions or more`,
      measuredOn: judged.length,
      short: judged
        .filter(({ challenged }) => challenged.value > PEOPLE_CHALLENGED_MAX)
        .map(({ part, source, challenged }) => `${source} (${part}) ${percentWords(challenged.value)}`),
    },
  ];
}
