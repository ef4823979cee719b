import { table, whole } from "../../../src/cli/shared/table.ts";
import type { DriftLevel, DriftRow } from "../../../src/domain/scoring/drift/drift-report.ts";
import type { DriftAnswer } from "../../../src/wire/drift.ts";

/** How a level reads. */
export const LEVEL_WORDS: { readonly [level in DriftLevel]: string } = {
  stable: "stable",
  moved: "moved",
  drifted: "DRIFTED",
  "too-few": "too few",
  "no-reference": "no reference",
};

/** A drift report for a terminal. */
export function driftTable(answer: DriftAnswer): string {
  const { window, modelVersion, score, features } = answer;
  const rows = [score, ...features].map((row) => [
    row.name,
    LEVEL_WORDS[row.level],
    figure(row.index),
    figure(row.chance),
    row.observed.reference === null ? "" : whole(row.observed.reference),
    whole(row.observed.current),
    whole(row.absent.current),
  ]);
  const head = ["figure", "level", "index", "by chance", "values before", "values now", "without"];
  return [
    `${modelVersion}, ${windowWords(window)}, against ${referenceWords(answer)}\n`,
    table([head, ...rows]),
    shadowWords(answer),
    "The index is stable below 0.1 or within what chance does in 19 cases of 20, and has drifted from 0.25 on.\n",
  ].join("\n");
}

/** What a report was compared with. */
export function referenceWords({ referenceWindow, modelVersion }: DriftAnswer): string {
  return referenceWindow === undefined ? `the training of ${modelVersion}` : windowWords(referenceWindow);
}

/** A window and how many decisions of it were read. */
export function windowWords({ from, to, recorded, read }: DriftAnswer["window"]): string {
  const decisions = read === recorded ? whole(recorded) : `${whole(read)} of ${whole(recorded)}`;
  return `${decisions} decisions from ${from} to ${to}`;
}

/** What the shadow model said beside the live one; empty where none is served. */
export function shadowWords({ shadow }: DriftAnswer): string {
  if (shadow === undefined) return "";
  const { modelVersion, decisions, meanDifference, largestDifference, challenged } = shadow;
  if (meanDifference === null) return `Shadow ${modelVersion}: no checkout of the window has both scores.\n`;
  const apart = `${figure(meanDifference)} apart on average and ${figure(largestDifference)} at most`;
  const sides = `${whole(challenged.liveOnly)} challenged by the live model alone, ${whole(challenged.shadowOnly)} by the shadow alone, ${whole(challenged.both)} by both`;
  return `Shadow ${modelVersion}: ${whole(decisions)} checkouts, ${apart}; ${sides}.\n`;
}

/** Three places are as many as such a figure is worth. */
export function figure(value: DriftRow["index"]): string {
  return value === null ? "" : value.toFixed(3);
}
