/** The verdicts in the order in which charts stack them and tables list them, from good news to bad. */
export const VERDICTS = ["allow", "review", "challenge", "deny"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What staff read for a verdict. */
export const VERDICT_WORDS: { readonly [verdict in Verdict]: string } = {
  allow: "Allowed",
  review: "For review",
  challenge: "Challenged",
  deny: "Refused",
};
