/** Where a draw stands. */
export const DRAW_STAGES = [
  "scheduled",
  "registering",
  "judging",
  "committed",
  "drawn",
  "calling",
  "over",
  "void",
] as const;
export type DrawStage = (typeof DRAW_STAGES)[number];
