import { barsOf } from "./bars.ts";
import type { Evaluation } from "./evaluation.ts";
import { countWords, percentWords } from "./figure-words.ts";

/** The figures on a terminal, in aligned columns. */
export function printSummary(evaluation: Evaluation): void {
  const { people, programs, runs, reliability } = evaluation;
  print("People who would be challenged or reviewed, by part", [
    ["part", "source", "n", "challenged", "reviewed"],
    ...people.map((one) => [
      one.part,
      one.source,
      one.sessions,
      percentWords(one.challenged.value),
      percentWords(one.reviewed.value),
    ]),
  ]);
  print("Programs never seen, against people never trained on", [
    ["part", "source", "n", "AUC", "caught at 1 %"],
    ...programs.map((one) => [
      one.part,
      one.source,
      one.sessions,
      one.auc.value.toFixed(3),
      percentWords(one.caught.value),
    ]),
  ]);
  print("Whole runs of programs never seen, rules and model together", [
    ["source", "n", "not allowed", "verdicts", "reasons"],
    ...runs.map((one) => [
      one.source,
      one.runs,
      percentWords(one.notAllowed.value),
      countWords(one.verdicts),
      countWords(one.reasons),
    ]),
  ]);
  print("Bars", [
    ["bar", "on", "short of it"],
    ...barsOf(evaluation).map(({ bar, measuredOn, short }) => [bar, measuredOn, short.join(", ") || "none"]),
  ]);
  process.stdout.write(`Expected calibration error ${reliability.error.toFixed(3)}\n`);
}

function print(title: string, rows: readonly (readonly (string | number)[])[]): void {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => String(cell).padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  process.stdout.write(`${title}\n\n${lines.map((line) => `  ${line}`).join("\n")}\n\n`);
}
