import type { Manifest } from "../../../src/domain/scoring/manifest.ts";
import { markdownTable } from "../shared/markdown-table.ts";
import { barsOf } from "./bars.ts";
import type { Evaluation } from "./evaluation.ts";
import { countWords, measureWords, percentWords, shareWords } from "./figure-words.ts";
import type { ProgramFigures } from "./figures.ts";
import { RELATED_DRIVERS } from "./related-drivers.ts";

/** How the model was trained and all that was measured, made from the manifest and the figures, so that it cannot say anything else. */
export function evaluationPageOf(manifest: Manifest, evaluation: Evaluation): string {
  const { people, together, programs, withoutRelated, runs, reliability, thresholds } = evaluation;
  return `# Evaluation of ${manifest.modelVersion}

Every figure behind [the card](card.md): bars, sources, intervals.

## What it was trained on

${manifest.trainedOn.map((source) => `- ${source}`).join("\n")}

No recording of a person was trained on. People's typing is simulated from published percentiles with an assumed share of
the variance between people, their movement from published laws: Fitts' time with the throughput of mice and touchpads
(Soukoreff and MacKenzie 2004), a first movement that falls short and corrections (Meyer et al. 1988), speed that rises
faster than it falls (Plamondon 1995), noise in proportion to speed (Harris and Wolpert 1998), tremor of 8 to 12 Hz, and what
collectors do to it: whole pixels, reports at 30 to 144 Hz, clocks that are late or tick 64 times a second. Sizes of bow, noise
and tremor are assumed. Simulated typists correct 6.3 % of what they type (Dhakal et al. 2018, free typing, not names and addresses); how
much people differ in that and in evenness is assumed. The simulation was compared with the people of the evaluation while it was written, by eye and by
feature: late and coarse clocks, and people who type more evenly than others, were added and one feature was dropped after that. How much
strokes differ from each other, how waits between keys lean and how often typing is corrected became features because they set those
people apart from those programs. Ceilings, the share of features that are hidden
and the number of strokes that it takes were chosen while the figures below were looked at. So neither those people nor those
programs are wholly unseen; a recording of other ones would say more.

Typing and movement are trained apart and added up, because no set of recordings has them of the same people. In each step of
the training some features of a row are hidden, so that none rests on another. TensorFlow.js finds the weights; the
slope of their sum is held so low that of no simulated source, left out, more than 2 % reach the policy's challenge. The
recordings of programs are in
\`models/training\`. Trained with seed ${manifest.seed}; the same data give the same weights.

## Bars

${markdownTable(
  ["bar", "measured on", "met", "short of it"],
  barsOf(evaluation).map(({ bar, measuredOn, short }) => [
    bar,
    String(measuredOn),
    short.length === 0 ? "yes" : "no",
    short.join(", "),
  ]),
)}

Tried against what is short, and left out: how a wait or a hold follows the one before it (people and independent draws differ by
less than seventy keys show), the speed of the pointer (no other driver teaches what too fast is), and how rough its speed is
(a busy machine makes it so). A program that fills fields as a password manager does and clicks once or twice leaves
one or two strokes and no key, which is too little to judge.

Not measured of people: touchpad, virtual machine, phone. The simulated touchpad and the simulated remote or virtual machine,
each left out of the training, stand in for the first two; of a phone the model reads how long fingers stay, and no more.

## What was measured

Nothing here is a random split. A training source is judged by a model trained without it. Never trained on: *keystrokes* (free text of fifteen people, github.com/AlvinKuruvilla/keystroke-data), *remote-desktop* (six
people at work, github.com/balabit/Mouse-Dynamics-Challenge), *webbot* (people and two kinds of program on a web page, doi
10.1145/3447815), *delbot* (people and two programs that draw circles, github.com/chrisgdt/DELBOT-Mouse).
Intervals are 95 %: Wilson for shares, bootstrap over sessions (not over people) for the rest. *keystrokes, slow* and the three after it
are the same recordings with waits twice or three times as long, or with each press and release late by 30 ms in the mean, as on a busy
machine: what such people were not recorded in is simulated, and no program is measured against them.

### People: share that reaches the policy's thresholds (challenge ${thresholds.challenge}, review ${thresholds.review})

${markdownTable(
  ["part", "source", "sessions", "challenged", "reviewed"],
  people.map((one) => [
    one.part,
    one.source,
    String(one.sessions),
    shareWords(one.challenged),
    shareWords(one.reviewed),
  ]),
)}

No recording has both typing and movement. Put together of *keystrokes* and of movement drawn from another set, so many
would be challenged: ${together.map(({ source, challenged }) => `${source} ${percentWords(challenged)}`).join(", ")}.

### Programs never seen, against people never trained on

${programTable(programs)}

Some move or type as others of the training do. Here they are again, by models that were trained without any of those
(${RELATED_DRIVERS.map(({ drivers, without }) => `${drivers.join(", ")} without ${without.join(", ")}`).join("; ")}):

${programTable(withoutRelated)}

### Whole runs of programs never seen, rules and model together

Each driver ran through the demo shop of a running service in Chromium that kept quiet about being driven. What the service
recorded of each run is judged again by the service's own function, with the score of a model trained without that driver.

${markdownTable(
  ["source", "runs", "not allowed", "reasons"],
  runs.map((one) => [one.source, String(one.runs), shareWords(one.notAllowed), countWords(one.reasons)]),
)}

### Calibration

Expected calibration error ${reliability.error.toFixed(3)}, on left-out sources with people and programs in equal
shares. Simulated people are part of it, so it says more about the simulation than about a shop.
`;
}

function programTable(programs: readonly ProgramFigures[]): string {
  return markdownTable(
    ["part", "source", "sessions", "people", "AUC", "caught at 1 % of people flagged"],
    programs.map((one) => [
      one.part,
      one.source,
      String(one.sessions),
      String(one.people),
      measureWords(one.auc),
      shareWords(one.caught),
    ]),
  );
}
