/** The limits that staff set in `rules/resellers.yaml`. */
export type FlagThresholds = {
  /** Score from which a host goes to the review queue. */
  readonly flagFrom: number;
  /** From this share of the list price on, tax counted in, a price is a mark-up. */
  readonly markUpRatioMin: number;
  /** Up to this share of the list price, tax taken off, a price is too cheap to be lawful. */
  readonly tooCheapRatioMax: number;
};
