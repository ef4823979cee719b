import type { Decision, DecisionInput } from "../../decision/decision.ts";
import type { Policy, RuleEffect } from "../../decision/policy.ts";

/** A decision, and the policy that made it where that is at hand. */
export type Side = { readonly decision: Decision; readonly policy?: Policy | undefined };

/**
 * The rules that moved a decision from one verdict to another: those that matched on one side only or do something else
 * now, and of them the ones that the reasons name. Nothing is named where only thresholds or the degraded answer moved it.
 */
export function moversOf(input: DecisionInput, before: Side, after: Side): readonly string[] {
  const matchedBefore = liveMatches(input, before);
  const matchedAfter = liveMatches(input, after);
  const changed = [...new Set([...matchedBefore, ...matchedAfter])].filter((id) => {
    if (!matchedBefore.has(id) || !matchedAfter.has(id)) return true;
    const [effectBefore, effectAfter] = [effectOf(id, before), effectOf(id, after)];
    return effectBefore !== undefined && effectAfter !== undefined && effectBefore !== effectAfter;
  });
  const named = new Set([...before.decision.reasons, ...after.decision.reasons].map(({ rule }) => rule));
  const decisive = changed.filter((id) => named.has(id));
  return (decisive.length > 0 ? decisive : changed).sort();
}

function liveMatches({ exemptRules }: DecisionInput, { decision }: Side): Set<string> {
  return new Set(
    decision.rules
      .filter(({ id, status, result }) => status === "live" && result === "match" && !exemptRules.includes(id))
      .map(({ id }) => id),
  );
}

/** Without its policy, a rule that the reasons name did what the verdict says; what any other did is not known. */
function effectOf(id: string, { decision: { verdict, reasons }, policy }: Side): RuleEffect | undefined {
  if (policy !== undefined) return policy.findRule(id)?.then;
  const isNamed = reasons.some(({ rule }) => rule === id);
  const isWeighed = reasons.some(({ code }) => code === "RISK_HIGH");
  return isNamed && !isWeighed ? verdict : undefined;
}
