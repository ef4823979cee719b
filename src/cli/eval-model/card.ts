import type { Manifest } from "../../domain/scoring/manifest.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Interval } from "./interval.ts";

/** The model card, made from the manifest and from what was measured, so that it cannot say anything else. */
export function cardOf(manifest: Manifest, { people, programs, runs, reliability }: Evaluation): string {
  const { calibration, thresholds, features } = manifest;
  const prior = 1 / (1 + Math.exp(-calibration.baseline));
  return `# ${manifest.modelVersion}

An additive network that says how much a checkout's typing and mouse movement look like a program's. It scores;
the sale's policy decides. It is a first and small model: read what was not measured before trusting it with a denial.

## What it reads

${features.map(({ signal, monotone }) => `- \`${signal}\`${monotone === undefined ? "" : ` (the more, the ${monotone === "falling" ? "less" : "more"} like a program)`}`).join("\n")}

A signal that was not observed contributes zero, so people with a password manager, a screen reader or a touch screen
get the score of a checkout of which nothing was observed: ${prior.toFixed(2)}, the assumed share of programs. That
share is an assumption, not a measurement; it shifts every score alike. No feature speaks for a person by more than
${-manifest.contributionMin} on the log-odds, because behaviour can be forged.

## What it was trained on

${manifest.trainedOn.map((source) => `- ${source}`).join("\n")}

No person's keystrokes were trained on: people's typing is simulated from published percentiles, with an assumed share
of the variance between people. Typing and movement are trained apart and added up, because no set of recordings has
them of the same people. Trained with seed ${manifest.seed}; the same data give the same weights.

## What was measured

Nothing here is a random split. A training source is judged by a model trained without it. Never trained on, because
nothing licenses that: *keystrokes* (free text of fifteen people, github.com/AlvinKuruvilla/keystroke-data),
*remote-desktop* (six people at work, github.com/balabit/Mouse-Dynamics-Challenge) and *webbot* (people and two kinds of
program on a web page, doi 10.1145/3447815).
Intervals are 95 %: Wilson for shares, bootstrap over sessions (not over people) for the rest.

### People: share that reaches the proposed thresholds (challenge ${thresholds.challenge}, review ${thresholds.review})

${table(
  ["part", "source", "sessions", "challenged", "reviewed"],
  people.map((one) => [one.part, one.source, String(one.sessions), share(one.challenged), share(one.reviewed)]),
)}

### Programs never seen, against people never trained on

${table(
  ["part", "source", "sessions", "people", "AUC", "caught at 1 % of people flagged"],
  programs.map((one) => [
    one.part,
    one.source,
    String(one.sessions),
    String(one.people),
    figure(one.auc),
    share(one.caught),
  ]),
)}

### Whole runs of programs never seen, all parts added up

${table(
  ["source", "runs", "challenged", "reviewed"],
  runs.map((one) => [one.source, String(one.runs), share(one.challenged), share(one.reviewed)]),
)}

This is the model alone. The rules see more (capitals without Shift, text without keys, what the browser says of itself).
Runs of three recorded drivers are missing where they neither typed nor moved: they filled the form by script, left
nothing for this model to observe, and got the score of nobody observed. And a driver that was left out still has
relatives that were not: most of them release a key before they press the next.

### Calibration

Expected calibration error ${reliability.error.toFixed(3)}, on left-out sources with people and programs in equal
shares. Simulated people are part of it, so it says more about the simulation than about a shop.

## What was not measured

- Whole sessions of people: no recordings exist. Nor phones, touchpads, virtual machines, slow networks, people who
  type with one finger, screen readers or switch access in this checkout.
- Movement of people in this checkout: they drew circles (trained on), worked on other pages and over remote desktop.
- Movement of people over remote desktop is mostly not judged at all: reports that come less often than every 40 ms
  have no shape, and the signals are then absent.
- How long mouse buttons are held was left out, because touchpads that make a click of a tap were not recorded.
- Programs that copy a person's recorded timing. Against them stand the repeat counter and the rules, not this model.
`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function share({ value, low, high }: Interval): string {
  return `${percent(value)} (${percent(low)} to ${percent(high)})`;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function figure({ value, low, high }: Interval): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}
