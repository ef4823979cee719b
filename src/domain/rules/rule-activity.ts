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
};

/** Decisions of one hour, and those of them that one rule matched. `atMs` is the start of the hour. */
export type HourOfHits = { readonly atMs: number; readonly decisions: number; readonly hits: number };
