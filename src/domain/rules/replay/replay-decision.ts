import { decide } from "../../decision/decide.ts";
import type { Verdict } from "../../decision/decision.ts";
import { type Label, labelOf } from "../../decision/outcome.ts";
import type { Policy } from "../../decision/policy.ts";
import type { Signals } from "../../signals/signal.ts";
import { moversOf, type Side } from "./movers.ts";
import type { ReadDecision, RecordedDecision } from "./recorded-decision.ts";

/** The policy as it stood at the moment of a decision, with its lists as pseudonyms of that decision's shop. */
export type PolicyFor = (record: RecordedDecision["record"]) => Policy;

/** Which policies are compared. Without `before`, decisions are compared with what was recorded. */
export type ReplayPolicies = { readonly before?: PolicyFor | undefined; readonly after: PolicyFor };

export type ReplayedDecision = {
  readonly decisionId: string;
  readonly before: Verdict;
  readonly after: Verdict;
  /** The rules that moved it; empty where the verdict is the same, or where no rule but a threshold moved it. */
  readonly movers: readonly string[];
  /** Whether a policy that had made this decision made it again, byte for byte; absent where neither had made it. */
  readonly reproduced?: boolean | undefined;
  readonly label?: Label | undefined;
  readonly signals: Signals;
};

/**
 * Decides a recorded checkout again. Signals, score, history and stock are held as they were recorded: what the other
 * policy would have changed for later buyers is not simulated.
 */
export function replayDecision({ record, outcomes, line }: ReadDecision, policies: ReplayPolicies): ReplayedDecision {
  const { decisionId, input, policyHash } = record;
  const sideOf = (policy: Policy | undefined): Side => ({
    policy,
    decision: policy === undefined ? record.decision : decide(policy, input),
  });
  const before = sideOf(policies.before?.(record));
  const after = sideOf(policies.after(record));
  const again = [after, before].find(({ policy }) => policy?.hash === policyHash);
  const isMoved = before.decision.verdict !== after.decision.verdict;
  return {
    decisionId,
    before: before.decision.verdict,
    after: after.decision.verdict,
    movers: isMoved ? moversOf(input, before, after) : [],
    reproduced: again && isRecorded(JSON.stringify(again.decision), record, line),
    label: labelOf(outcomes),
    signals: input.signals,
  };
}

const MEMBER = '"decision":';

/** The line is looked through first, which spares writing the recorded decision as text; spaces in it change nothing. */
function isRecorded(text: string, { decision }: RecordedDecision["record"], line: string): boolean {
  return line.startsWith(text, line.indexOf(MEMBER) + MEMBER.length) || text === JSON.stringify(decision);
}
