import { LIMITS } from "../../domain/terms/limits.ts";

/** Reasons that decisions give by themselves, in words for staff. */
const OWN_TITLES: ReadonlyMap<string, string> = new Map([
  ...LIMITS.map(({ code, owner }) => [code, `The limit per ${owner} is reached`] as const),
  ["PAYMENT_NOT_ACCEPTED", "The sale does not take this way to pay"],
  ["SIGNALS_ABSENT", "The sale requires signals of the browser, and they are absent"],
  ["SIGNALS_INVALID", "Signals of the browser that cannot be read"],
  ["VISIT_MISSING", "No visit was begun for the checkout"],
  ["VISIT_EXPIRED", "The visit is too old"],
  ["VISIT_REPLAYED", "The visit was used before"],
  ["VISIT_INVALID", "The visit is not one that this service began for it"],
  ["SCORE_UNAVAILABLE", "The model gave no score"],
  ["TEST_VALUE", "The test value of the checkout says so"],
  ["RISK_HIGH", "Score and weights together cross a threshold"],
]);

type ReasonRule = { readonly reason: string; readonly title: string };

/**
 * What a reason says, in a few words: the title of the rule that gives it, or of the service's own reasons.
 * @returns the code itself where no rule of the policy gives it any more
 */
export function reasonTitle(code: string, rules: readonly ReasonRule[]): string {
  return OWN_TITLES.get(code) ?? rules.find(({ reason }) => reason === code)?.title ?? code;
}
