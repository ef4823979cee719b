import type { DecisionRecord } from "../decision-record.ts";
import { signalTitle, signalValueWords } from "../words/signal-value.ts";

export type HistoryRow = { readonly title: string; readonly value: string };

/** What the sale remembered, and apart from it all that it looked for and had nothing of. */
export type HistoryView = { readonly found: readonly HistoryRow[]; readonly nothing: readonly HistoryRow[] };

/** What the sale remembered before the attempt was counted, and how much of each limit was taken by then. */
export function historyOf({ history, limits }: Pick<DecisionRecord, "history" | "limits">): HistoryView {
  const remembered = Object.entries(history).map(([name, value]) => ({
    title: signalTitle(name),
    value: signalValueWords(name, value),
    nothing: value === 0,
  }));
  const taken = Object.entries(limits.claimed).map(([kind, units]) => ({
    title: `Units taken of the limit per ${kind}`,
    value: `${units} of ${limits.allowed[limitName(kind)] ?? "no limit"}`,
    nothing: units === 0,
  }));
  const rows = [...taken, ...remembered];
  return { found: rows.filter(({ nothing }) => !nothing), nothing: rows.filter(({ nothing }) => nothing) };
}

/** `device` has the limit `perDevice`. */
function limitName(kind: string): string {
  return `per${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}
