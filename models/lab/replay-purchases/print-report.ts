import { table, whole } from "../../../src/cli/shared/table.ts";
import { VERDICTS, type Verdict } from "../../../src/domain/decision/decision.ts";
import type { Interval } from "../eval-model/interval.ts";
import type { Labelled, Outcome, Quality, ReasonCount } from "./outcome.ts";
import type { BadRow } from "./read-purchases.ts";

export type Replay = { readonly outcome: Outcome; readonly badRows: readonly BadRow[]; readonly elapsedMs: number };

const VERDICT_WORDS: { readonly [verdict in Verdict]: string } = {
  allow: "allowed",
  challenge: "challenged",
  review: "review",
  deny: "denied",
};
const BAD_ROWS_SHOWN_MAX = 10;
const FAILURES_SHOWN_MAX = 3;

/** The report for people. */
export function reportOf({ outcome, badRows, elapsedMs }: Replay): string {
  const { purchases, failures } = outcome;
  const total = purchases.fraud + purchases.genuine;
  const answered = `${whole(total)} purchases in ${(elapsedMs / 1000).toFixed(1)} s (${whole((total * 1000) / elapsedMs)}/s); the recording calls ${whole(purchases.fraud)} of them fraud.`;
  return [
    `${answered}\n`,
    skipped(
      "rows could not be read and were skipped",
      badRows.map(({ line, problem }) => `line ${line}: ${problem}`),
    ),
    skipped("purchases got no decision and are not counted", failures.slice(0, FAILURES_SHOWN_MAX), failures.length),
    `\n${verdictTable(outcome)}`,
    `\nReasons of what was not allowed (a purchase may have several)\n${reasonTable(outcome.reasons)}`,
    speedNote(outcome),
    `\nAgainst the recording's label, with 95 % intervals\n${qualityTable(outcome)}`,
  ].join("");
}

function skipped(what: string, lines: readonly string[], count = lines.length): string {
  if (count === 0) return "";
  const shown = lines.slice(0, BAD_ROWS_SHOWN_MAX).map((line) => `  ${line}\n`);
  const more = count > shown.length ? `  and ${whole(count - shown.length)} more\n` : "";
  return `${whole(count)} ${what}:\n${shown.join("")}${more}`;
}

function verdictTable({ verdicts, purchases }: Outcome): string {
  const row = (title: string, count: (labelled: Labelled) => number) => [
    title,
    ...VERDICTS.map((verdict) => whole(count(verdicts[verdict]))),
    whole(count(purchases)),
  ];
  return table([
    ["", ...VERDICTS.map((verdict) => VERDICT_WORDS[verdict]), "total"],
    row("fraud", ({ fraud }) => fraud),
    row("genuine", ({ genuine }) => genuine),
    row("total", ({ fraud, genuine }) => fraud + genuine),
  ]);
}

function reasonTable(reasons: readonly ReasonCount[]): string {
  return table([
    ["", "fraud", "genuine", "fraud share"],
    ...reasons.map(({ code, fraud, genuine, madeByReplaySpeed }) => [
      madeByReplaySpeed ? `${code} *` : code,
      whole(fraud),
      whole(genuine),
      share(fraud / (fraud + genuine)),
    ]),
  ]);
}

function speedNote({ reasons, flaggedBySpeedAlone: { fraud, genuine } }: Outcome): string {
  if (!reasons.some(({ madeByReplaySpeed }) => madeByReplaySpeed)) return "";
  return `* provoked by the replay, in which months pass within minutes; for such reasons alone: ${whole(fraud)} fraud, ${whole(genuine)} genuine\n`;
}

function qualityTable({ notAllowed, deniedAlone }: Outcome): string {
  const row = (title: string, { precision, recall, falsePositiveRate }: Quality) => [
    title,
    bounded(precision),
    bounded(recall),
    bounded(falsePositiveRate),
  ];
  return table([
    ["flagged means", "precision", "recall", "false positive rate"],
    row("not allowed", notAllowed),
    row("denied", deniedAlone),
  ]);
}

function bounded({ value, low, high }: Interval): string {
  return Number.isNaN(value) ? "none" : `${share(value)} (${share(low)} to ${share(high)})`;
}

function share(value: number): string {
  return Number.isNaN(value) ? "none" : `${(value * 100).toFixed(1)} %`;
}
