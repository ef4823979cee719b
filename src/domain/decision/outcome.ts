/** What the shop or staff learned of a checkout after it was decided. */
export const OUTCOMES = ["paid", "chargeback", "confirmed_scalper", "confirmed_genuine", "appeal_upheld"] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

export type Outcome = { readonly outcome: OutcomeKind; readonly atMs: number };

/** What an outcome says of the buyer. A payment says nothing: scalpers pay. */
const LABELS: { readonly [kind in OutcomeKind]: Label | undefined } = {
  paid: undefined,
  chargeback: "abuse",
  confirmed_scalper: "abuse",
  confirmed_genuine: "genuine",
  appeal_upheld: "genuine",
};

export type Label = "abuse" | "genuine";

/** The label of a decision: the latest outcome that says something of the buyer has the last word. */
export function labelOf(outcomes: readonly Outcome[]): Label | undefined {
  let latest: { readonly label: Label; readonly atMs: number } | undefined;
  for (const { outcome, atMs } of outcomes) {
    const label = LABELS[outcome];
    if (label !== undefined && (latest === undefined || atMs >= latest.atMs)) latest = { label, atMs };
  }
  return latest?.label;
}
