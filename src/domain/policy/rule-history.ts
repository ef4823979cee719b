import type { PolicyDocument } from "../rules/policy-document.ts";
import { type PolicyChange, ruleDiff } from "./policy-diff.ts";
import type { PolicyEvent } from "./policy-event.ts";

/** A change of what is live, and what it did to one rule. */
export type RuleEvent = { readonly event: PolicyEvent; readonly change: PolicyChange };

/**
 * What became of one rule whenever another policy went live, latest first. Policies that went live without touching the rule
 * are left out, and so are those whose document is gone.
 */
export function ruleHistory(
  id: string,
  history: readonly PolicyEvent[],
  documentOf: (hash: string) => PolicyDocument | undefined,
): readonly RuleEvent[] {
  const events: RuleEvent[] = [];
  for (const event of history.toReversed()) {
    if (event.kind !== "published" && event.kind !== "rolled-back") continue;
    const before = documentOf(event.previous);
    const after = documentOf(event.hash);
    const change = before && after && ruleDiff(id, before, after);
    if (change !== undefined) events.push({ event, change });
  }
  return events;
}
