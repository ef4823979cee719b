import type { DecisionRecord } from "../decision-record.ts";
import { signalTitle, signalValueWords } from "../words/signal-value.ts";

export type HistoryRow = { readonly title: string; readonly value: string };

/** What the sale remembered before the attempt was counted, and how much of each limit was taken by then. */
export function historyRows({ history, limits }: Pick<DecisionRecord, "history" | "limits">): readonly HistoryRow[] {
  const remembered = Object.entries(history).map(([name, value]) => ({
    title: signalTitle(name),
    value: signalValueWords(name, value),
  }));
  const taken = Object.entries(limits.claimed).map(([kind, units]) => ({
    title: `Units taken of the limit per ${kind}`,
    value: `${units} of ${limits.allowed[limitName(kind)] ?? "no limit"}`,
  }));
  return [...remembered, ...taken];
}

/** `device` has the limit `perDevice`. */
function limitName(kind: string): string {
  return `per${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}
