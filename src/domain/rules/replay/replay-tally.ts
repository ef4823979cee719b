import { VERDICTS, type Verdict } from "../../decision/decision.ts";
import type { Label } from "../../decision/outcome.ts";
import type { ReplayedDecision } from "./replay-decision.ts";
import { SEGMENTS } from "./segments.ts";

/** A decision that changes side. */
export type ReplayChange = Pick<ReplayedDecision, "decisionId" | "before" | "after" | "movers">;

export type SegmentCounts = { decisions: number; deniedBefore: number; deniedAfter: number; changed: number };
/** Labelled decisions, and how many of them each policy stopped (anything but `allow`) or denied. */
export type LabelCounts = {
  decisions: number;
  stoppedBefore: number;
  stoppedAfter: number;
  deniedBefore: number;
  deniedAfter: number;
};

/** What a replay has counted so far. Parts of a replay are counted apart and merged. */
export type ReplayTally = {
  decisions: number;
  /** By verdict before, then after. */
  readonly verdicts: { readonly [before in Verdict]: { [after in Verdict]: number } };
  reproduced: number;
  /** Decisions that the policy which made them does not make again. */
  readonly notReproduced: string[];
  readonly changes: ReplayChange[];
  /** By name of the segment, then by value. */
  readonly segments: ReadonlyMap<string, Map<string, SegmentCounts>>;
  readonly labels: { readonly [label in Label]: LabelCounts };
};

export function newTally(): ReplayTally {
  const none = () => ({ allow: 0, challenge: 0, review: 0, deny: 0 });
  return {
    decisions: 0,
    verdicts: { allow: none(), challenge: none(), review: none(), deny: none() },
    reproduced: 0,
    notReproduced: [],
    changes: [],
    segments: new Map(SEGMENTS.map(({ name }) => [name, new Map()])),
    labels: { abuse: newLabelCounts(), genuine: newLabelCounts() },
  };
}

/** Counts one decision into the tally. */
export function tallyDecision(tally: ReplayTally, replayed: ReplayedDecision): void {
  const { decisionId, before, after, movers, reproduced, label, signals } = replayed;
  const changed = before === after ? 0 : 1;
  const deniedBefore = before === "deny" ? 1 : 0;
  const deniedAfter = after === "deny" ? 1 : 0;
  tally.decisions += 1;
  tally.verdicts[before][after] += 1;
  if (reproduced === true) tally.reproduced += 1;
  if (reproduced === false) tally.notReproduced.push(decisionId);
  if (changed === 1) tally.changes.push({ decisionId, before, after, movers });
  for (const segment of SEGMENTS) {
    addSegment(tally, segment.name, segment.valueOf(signals), { decisions: 1, deniedBefore, deniedAfter, changed });
  }
  if (label === undefined) return;
  addLabel(tally.labels[label], {
    decisions: 1,
    stoppedBefore: before === "allow" ? 0 : 1,
    stoppedAfter: after === "allow" ? 0 : 1,
    deniedBefore,
    deniedAfter,
  });
}

/** Adds the counts of another part of the same replay. */
export function mergeTally(tally: ReplayTally, part: ReplayTally): void {
  tally.decisions += part.decisions;
  for (const before of VERDICTS) {
    for (const after of VERDICTS) tally.verdicts[before][after] += part.verdicts[before][after];
  }
  tally.reproduced += part.reproduced;
  tally.notReproduced.push(...part.notReproduced);
  tally.changes.push(...part.changes);
  for (const [name, values] of part.segments) {
    for (const [value, counts] of values) addSegment(tally, name, value, counts);
  }
  addLabel(tally.labels.abuse, part.labels.abuse);
  addLabel(tally.labels.genuine, part.labels.genuine);
}

function addSegment(tally: ReplayTally, name: string, value: string, counts: SegmentCounts): void {
  const values = tally.segments.get(name);
  const sum = values?.get(value) ?? { decisions: 0, deniedBefore: 0, deniedAfter: 0, changed: 0 };
  sum.decisions += counts.decisions;
  sum.deniedBefore += counts.deniedBefore;
  sum.deniedAfter += counts.deniedAfter;
  sum.changed += counts.changed;
  values?.set(value, sum);
}

function newLabelCounts(): LabelCounts {
  return { decisions: 0, stoppedBefore: 0, stoppedAfter: 0, deniedBefore: 0, deniedAfter: 0 };
}

function addLabel(sum: LabelCounts, counts: LabelCounts): void {
  sum.decisions += counts.decisions;
  sum.stoppedBefore += counts.stoppedBefore;
  sum.stoppedAfter += counts.stoppedAfter;
  sum.deniedBefore += counts.deniedBefore;
  sum.deniedAfter += counts.deniedAfter;
}
