import type { Decision } from "./decision.ts";

/** What a staff approval names besides rules: the challenge or review that the score asked for, or its absence. */
export const SCORE_EXEMPTION = "score";

const BY_SCORE = new Set(["RISK_HIGH", "SCORE_UNAVAILABLE"]);

/**
 * What brought a checkout into review, by the names that an approval may skip. Limits, payments and denials are never among
 * them: no review is about those.
 */
export function exemptableOf({ verdict, reasons }: Pick<Decision, "verdict" | "reasons">): readonly string[] {
  if (verdict !== "review") return [];
  const names = reasons.flatMap(({ code, rule }) =>
    BY_SCORE.has(code) ? [SCORE_EXEMPTION] : rule === undefined ? [] : [rule],
  );
  return [...new Set(names)];
}
