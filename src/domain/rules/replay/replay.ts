import type { ReadDecision } from "./recorded-decision.ts";
import { type ReplayPolicies, replayDecision } from "./replay-decision.ts";
import { type ReplayReport, replayReport } from "./replay-report.ts";
import { newTally, tallyDecision } from "./replay-tally.ts";

/** Runs recorded decisions through another policy: who changes side, by which rule, and who they are. */
export function replay(recorded: Iterable<ReadDecision>, policies: ReplayPolicies): ReplayReport {
  const tally = newTally();
  for (const decision of recorded) tallyDecision(tally, replayDecision(decision, policies));
  return replayReport(tally);
}
