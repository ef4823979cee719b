import { probabilityOf } from "../../../src/domain/scoring/log-odds.ts";
import type { FeatureSpec, Manifest } from "../../../src/domain/scoring/manifest.ts";
import { type Bar, barsOf } from "./bars.ts";
import type { Evaluation } from "./evaluation.ts";

/** The model card: one page that says what the model reads, what lets programs pass, and what was never measured. */
export function cardOf(manifest: Manifest, evaluation: Evaluation): string {
  const { calibration, features } = manifest;
  const prior = probabilityOf(calibration.baseline);
  return `# ${manifest.modelVersion}

An additive network that says how much a checkout's typing and pointer movement look like a program's. It scores;
the sale's policy decides. [Its evaluation](evaluation.md) holds every figure, [the changelog](../CHANGELOG.md) how it differs from its
predecessor.

## What passes

- A payload forged from nothing: 100 of 100 in \`npm run rig -- price-of-entry\`, for 0.003 core-seconds each.
- A person's recorded hand, played back, and a program that copies a hand well, with keys that overlap or with none but keys and Shift: the
  bars below say in how many whole runs. Its predecessor stopped more of them, by what late timers of a busy machine do to people's keys too.
- One press on a saved address, which shows too little to judge, and most runs of pasted fields and of raw input of the debugging protocol.
  [Programs that no model was trained on](../unseen/README.md) counts the runs of each, and of an emulated phone, which rules and model met.

What meets them is not this model: repeats of a payload or a rhythm, identity, limits, and while a sale is pressed a price for each
account that no paid order vouches for ([SAFETY](../../SAFETY.md#what-it-costs-to-get-in), [standing](../standing-card.md)).

## What it lets pass, and whom it asks

${barsOf(evaluation).map(barWords).join("\n")}

A program that plays back a person's recorded hand, or copies one well, is not told from a person by this model. Other rules meet
it: repeats of one timing, identity, limits.

## What it reads

${features.map(featureWords).join("\n")}

A signal that was not observed contributes zero. So people with a password manager or a screen reader get the score of a checkout
of which nothing was observed: ${prior.toFixed(2)}, the assumed share of programs. No feature speaks for a person by more than ${-manifest.contributionMin} on the
log-odds, and all together by no more than ${(-manifest.contributionMin * features.length).toFixed(2)}, because behaviour can be forged.

## What it was trained on

${manifest.trainedOn.map((source) => `- ${source}`).join("\n")}

No recording of a person was trained on.

## What was not measured

- Whole sessions of people: no recordings exist. Nor phones, touchpads, virtual machines, slow networks, people who
  type with one finger, screen readers, speech or eye control in this checkout.
- Movement of people in this checkout: those of the evaluation drew circles, worked on other pages and over remote desktop.
- Nine of ten sessions over remote desktop are not judged by their movement at all: reports that come less often than every
  40 ms have no shape, and the signals are then absent.
- How long mouse buttons are held is left to a rule, because touchpads that make a click of a tap were not recorded.
- Programs that copy a person's recorded timing. Against them stand the repeat counter and the rules, not this model.
- The programs were recorded on a machine that was busy with other work, which makes their timers late.
`;
}

function barWords({ bar, measuredOn, short }: Bar): string {
  const found = short.length === 0 ? "met" : `short of it: ${short.join(", ")}`;
  return `- ${bar} (${measuredOn} measured): ${found}.`;
}

function featureWords({ signal, monotone, contributionMax }: FeatureSpec): string {
  const direction =
    monotone === undefined ? "" : ` (the more, the ${monotone === "falling" ? "less" : "more"} like a program)`;
  const ceiling = contributionMax === undefined ? "" : `, at most ${contributionMax}`;
  return `- \`${signal}\`${direction}${ceiling}`;
}
