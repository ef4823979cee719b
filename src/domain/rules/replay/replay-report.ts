import { VERDICTS, type Verdict } from "../../decision/decision.ts";
import type { LabelCounts, ReplayChange, ReplayTally, SegmentCounts } from "./replay-tally.ts";
import { SEGMENTS } from "./segments.ts";

export type VerdictTotals = { readonly [verdict in Verdict]: number };

/** Of a decision to stop or to deny, judged by the labels: null where no labelled decision allows a figure. */
export type Quality = { readonly precision: number | null; readonly recall: number | null };

/** What a replay found, for people and programs. */
export type ReplayReport = {
  readonly decisions: number;
  readonly before: VerdictTotals;
  readonly after: VerdictTotals;
  /** By verdict before, then after. */
  readonly matrix: { readonly [before in Verdict]: VerdictTotals };
  readonly newlyDenied: number;
  /** Of all decisions. */
  readonly newlyDeniedShare: number;
  readonly noLongerDenied: number;
  /** Decisions made by one of the two policies: how many it made again byte for byte, and which not. */
  readonly reproduced: { readonly same: number; readonly different: readonly string[] };
  /** Rules by the number of decisions that they moved. A rule may share a decision with others; `null` stands for thresholds. */
  readonly movers: readonly { readonly rule: string | null; readonly moved: number; readonly newlyDenied: number }[];
  readonly segments: readonly {
    readonly name: string;
    readonly title: string;
    readonly values: readonly ({ readonly value: string } & Readonly<SegmentCounts>)[];
  }[];
  readonly labels: {
    readonly abuse: number;
    readonly genuine: number;
    readonly stopped: { readonly before: Quality; readonly after: Quality };
    readonly denied: { readonly before: Quality; readonly after: Quality };
  };
  /** Every decision that changes side, in order of time. */
  readonly changes: readonly ReplayChange[];
};

export function replayReport(tally: ReplayTally): ReplayReport {
  const { decisions, verdicts, labels } = tally;
  const newlyDenied = tally.changes.filter(({ after }) => after === "deny").length;
  const quality = (counts: "stoppedBefore" | "stoppedAfter" | "deniedBefore" | "deniedAfter") =>
    qualityOf(labels.abuse, labels.genuine, counts);
  return {
    decisions,
    before: totals((verdict) => sum(VERDICTS.map((after) => verdicts[verdict][after]))),
    after: totals((verdict) => sum(VERDICTS.map((before) => verdicts[before][verdict]))),
    matrix: verdicts,
    newlyDenied,
    newlyDeniedShare: decisions === 0 ? 0 : newlyDenied / decisions,
    noLongerDenied: tally.changes.filter(({ before }) => before === "deny").length,
    reproduced: { same: tally.reproduced, different: tally.notReproduced },
    movers: moversOf(tally.changes),
    segments: SEGMENTS.map(({ name, title }) => ({
      name,
      title,
      values: [...(tally.segments.get(name) ?? [])]
        .map(([value, counts]) => ({ value, ...counts }))
        .sort((a, b) => b.decisions - a.decisions || (a.value < b.value ? -1 : 1)),
    })),
    labels: {
      abuse: labels.abuse.decisions,
      genuine: labels.genuine.decisions,
      stopped: { before: quality("stoppedBefore"), after: quality("stoppedAfter") },
      denied: { before: quality("deniedBefore"), after: quality("deniedAfter") },
    },
    changes: [...tally.changes].sort((a, b) => (ulidOf(a) < ulidOf(b) ? -1 : 1)),
  };
}

function moversOf(changes: readonly ReplayChange[]): ReplayReport["movers"] {
  const byRule = new Map<string | null, { moved: number; newlyDenied: number }>();
  for (const { movers, after } of changes) {
    for (const rule of movers.length === 0 ? [null] : movers) {
      const { moved, newlyDenied } = byRule.get(rule) ?? { moved: 0, newlyDenied: 0 };
      byRule.set(rule, { moved: moved + 1, newlyDenied: newlyDenied + (after === "deny" ? 1 : 0) });
    }
  }
  return [...byRule].map(([rule, counts]) => ({ rule, ...counts })).sort((a, b) => b.moved - a.moved);
}

function qualityOf(abuse: LabelCounts, genuine: LabelCounts, counts: Exclude<keyof LabelCounts, "decisions">): Quality {
  const caught = abuse[counts];
  const all = caught + genuine[counts];
  return {
    precision: all === 0 ? null : caught / all,
    recall: abuse.decisions === 0 ? null : caught / abuse.decisions,
  };
}

function totals(count: (verdict: Verdict) => number): VerdictTotals {
  return { allow: count("allow"), challenge: count("challenge"), review: count("review"), deny: count("deny") };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** The last part of a decision's id sorts by time, whatever the sale. */
function ulidOf({ decisionId }: ReplayChange): string {
  return decisionId.slice(decisionId.lastIndexOf("_"));
}
