/** Parts of equal length into which the time of the latest decisions is cut, for a small chart of each rule. */
export const TREND_PARTS = 24;

/** What one rule did in the latest decisions. */
export type RuleActivity = {
  readonly rule: string;
  /** Decisions that it matched. */
  readonly hits: number;
  /** Of them, those that were allowed: what a rule that is not live would have met. */
  readonly allowed: number;
  /** Of them, those labelled as abuse, and as genuine. */
  readonly abuse: number;
  readonly genuine: number;
  /** Hits in each of the `TREND_PARTS`, in order of time. */
  readonly trend: readonly number[];
};

/** The latest decisions that activity is read from; without any, no times. */
export type ActivitySpan = { readonly decisions: number; readonly fromMs?: number; readonly toMs?: number };
