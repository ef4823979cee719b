import { VERDICTS } from "../../../domain/decision/decision.ts";
import type { Quality, ReplayReport } from "../../../domain/rules/replay/replay-report.ts";
import { whole } from "../../shared/table.ts";
import { percent } from "./percent.ts";

const CHANGES_SHOWN = 20;
const VALUES_SHOWN = 8;

/** A replay for a terminal: totals, who moved, by which rule, and whom it meets. */
export function replayTable(report: ReplayReport): string {
  return [
    verdicts(report),
    `Newly denied ${whole(report.newlyDenied)} (${percent(report.newlyDeniedShare)}), no longer denied ${whole(report.noLongerDenied)}.\n`,
    movers(report),
    ...report.segments.map(segment),
    labels(report),
    changes(report),
    reproduced(report),
    "Signals, score, history and stock are as recorded: what later buyers would have met is not simulated.\n",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function verdicts({ decisions, before, after, matrix }: ReplayReport): string {
  const rows = VERDICTS.map((verdict) => {
    const stayed = matrix[verdict][verdict];
    return [
      verdict,
      whole(before[verdict]),
      whole(after[verdict]),
      whole(before[verdict] - stayed),
      whole(after[verdict] - stayed),
    ];
  });
  return table(`${whole(decisions)} decisions`, ["verdict", "before", "after", "left", "joined"], rows);
}

function movers({ movers: rules }: ReplayReport): string {
  if (rules.length === 0) return "No decision changes side.\n";
  const rows = rules.map(({ rule, moved, newlyDenied }) => [rule ?? "(thresholds)", whole(moved), whole(newlyDenied)]);
  return table("Rules that move decisions", ["rule", "moved", "newly denied"], rows);
}

function segment({ title, values }: ReplayReport["segments"][number]): string {
  const rows = values
    .slice(0, VALUES_SHOWN)
    .map(({ value, decisions, deniedBefore, deniedAfter, changed }) => [
      value,
      whole(decisions),
      percent(deniedBefore / decisions),
      percent(deniedAfter / decisions),
      whole(changed),
    ]);
  const more = values.length - rows.length;
  const all = more > 0 ? [...rows, [`${more} more`, "", "", "", ""]] : rows;
  return table(title, ["value", "decisions", "denied before", "denied after", "changed"], all);
}

function labels({ labels: { abuse, genuine, stopped, denied } }: ReplayReport): string {
  if (abuse + genuine === 0) return "No decision is labelled, so precision and recall are not known.\n";
  const row = (name: string, { precision, recall }: Quality) => [name, share(precision), share(recall)];
  return table(
    `Against ${whole(abuse)} labelled as abuse and ${whole(genuine)} as genuine`,
    ["", "precision", "recall"],
    [
      row("stopped, before", stopped.before),
      row("stopped, after", stopped.after),
      row("denied, before", denied.before),
      row("denied, after", denied.after),
    ],
  );
}

function changes({ changes: all }: ReplayReport): string {
  if (all.length === 0) return "";
  const rows = all
    .slice(0, CHANGES_SHOWN)
    .map(({ decisionId, before, after, movers: rules }) => [
      decisionId,
      `${before} -> ${after}`,
      rules.length === 0 ? "(thresholds)" : rules.join(", "),
    ]);
  const rest = all.length > rows.length ? `${whole(all.length - rows.length)} more with --json or --html.\n` : "";
  return `${table("Who changes side", ["decision", "verdict", "rule"], rows)}${rest}`;
}

function reproduced({ reproduced: { same, different } }: ReplayReport): string {
  if (same + different.length === 0) return "None of the decisions was made by a policy of this replay.\n";
  const first = `${whole(same)} decisions of the same policy came out byte for byte as recorded`;
  return different.length === 0
    ? `${first}.\n`
    : `${first}; ${whole(different.length)} did NOT:\n${different.map((id) => `  ${id}\n`).join("")}`;
}

function share(value: number | null): string {
  return value === null ? "not known" : percent(value);
}

/** Text columns to the left, figures to the right. */
function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const isFigure = head.map((_, column) => rows.some((row) => /^[\d,.]+%?$/.test(row[column] ?? "")));
  const text = lines.map((line) =>
    line
      .map((cell, column) => (isFigure[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return `${title}\n${text.map((line) => `  ${line}\n`).join("")}`;
}
