import type { DecisionRecord } from "../decision-record.ts";
import { evidenceTitle } from "../words/evidence-title.ts";
import { signalValueWords } from "../words/signal-value.ts";

export type ReasonRow = {
  readonly code: string;
  readonly message: string;
  readonly rule?: string | undefined;
  readonly evidence: readonly { readonly title: string; readonly value: string }[];
};

/** Reasons with their evidence in words. */
export function reasonRows(reasons: DecisionRecord["reasons"]): ReasonRow[] {
  return reasons.map(({ code, message, rule, evidence }) => ({
    code,
    message,
    rule,
    evidence: Object.entries(evidence ?? {}).map(([name, value]) => ({
      title: evidenceTitle(name),
      value: signalValueWords(name, value),
    })),
  }));
}
