import type { Verdict } from "../domain/decision/decision.ts";

/** What staff read for a verdict. */
export const VERDICT_WORDS: { readonly [verdict in Verdict]: string } = {
  allow: "Allowed",
  challenge: "Challenged",
  review: "For review",
  deny: "Denied",
};
