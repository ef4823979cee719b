import { REPLAY_DECISIONS_MAX } from "../domain/limits.ts";
import type { ReplaySummary } from "../domain/policy/policy-event.ts";
import type { HashedPolicy } from "../domain/rules/policy-document.ts";
import { policyFor } from "../domain/rules/replay/policy-for.ts";
import { readRecordedDecision } from "../domain/rules/replay/recorded-decision.ts";
import { type PolicyFor, replayDecision } from "../domain/rules/replay/replay-decision.ts";
import { type ReplayReport, replayReport } from "../domain/rules/replay/replay-report.ts";
import { newTally, tallyDecision } from "../domain/rules/replay/replay-tally.ts";
import { type RecordedFilter, recordedLines } from "../platform/decisions/recorded-decisions.ts";
import { compiledPolicy } from "../platform/policy/policy-source.ts";
import type { Deps } from "./deps.ts";

/** Decisions that are replayed before others have their turn. */
const REPLAYED_PER_SLICE = 100;

export type ArchiveReplay = { readonly report: ReplayReport; readonly cursor?: string | undefined };

/**
 * Replays the latest recorded decisions under two policies, one decision in memory at a time. Decisions whose pepper is not
 * configured any more and records of a format that this build does not know are left out.
 */
export async function replayArchive(
  deps: Deps,
  policies: { readonly before: HashedPolicy; readonly after: HashedPolicy },
  filter: RecordedFilter,
): Promise<ArchiveReplay> {
  const config = deps.config;
  const epochs = new Set(config.peppers.map(({ epoch }) => epoch));
  const compiled = (document: HashedPolicy): PolicyFor =>
    policyFor((shop, pepperEpoch) => {
      const policy = compiledPolicy(config, document, { shop, pepperEpoch });
      if (policy === undefined) throw new TypeError("a policy that was checked and hashed loads");
      return policy;
    });
  const pair = { before: compiled(policies.before), after: compiled(policies.after) };
  const tally = newTally();
  let lines = 0;
  let cursor: string | undefined;
  for await (const recorded of recordedLines(deps.db, filter)) {
    lines += 1;
    if (lines % REPLAYED_PER_SLICE === 0) await deps.pause();
    cursor = recorded.cursor;
    const read = readRecordedDecision(recorded.line);
    const epoch = read.ok ? read.value.record.keys.account.split(".")[0] : undefined;
    if (read.ok && epoch !== undefined && epochs.has(epoch)) tallyDecision(tally, replayDecision(read.value, pair));
  }
  return { report: replayReport(tally), cursor: lines === REPLAY_DECISIONS_MAX ? cursor : undefined };
}

/** What of a replay is kept with the act that it was made for; null where there was nothing to replay. */
export function summaryOf(report: ReplayReport): ReplaySummary {
  if (report.decisions === 0) return null;
  const { decisions, newlyDenied, newlyDeniedShare, noLongerDenied, before, after } = report;
  return { decisions, newlyDenied, newlyDeniedShare, noLongerDenied, before, after };
}
