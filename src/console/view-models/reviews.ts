import { SCORE_EXEMPTION } from "../../domain/decision/exemptable.ts";
import { EXEMPTION_TTL_MS } from "../../domain/limits.ts";
import type { CheckoutReviewView, REVIEW_TRANSITIONS } from "../../wire/checkout-review.ts";
import { durationWords } from "../words/duration.ts";

/** What the queue is narrowed to, as it stands in the address. */
export type ReviewFilterView = { readonly sale?: string | undefined; readonly after?: string | undefined };

export type ReviewsView = {
  readonly filter: ReviewFilterView;
  readonly reviews: readonly CheckoutReviewView[];
  readonly next?: string | undefined;
  /** The checkout on the right: the one that was asked for, or the first that waits. */
  readonly shown?: CheckoutReviewView | undefined;
  readonly mayResolve: boolean;
  readonly nowMs: number;
};

type Transition = (typeof REVIEW_TRANSITIONS)[number];

export const REVIEW_WORDS: { readonly [transition in Transition]: { key: string; name: string; consequence: string } } =
  {
    approve: {
      key: "a",
      name: "Approve",
      consequence: `Approve: its next order within ${durationWords(EXEMPTION_TTL_MS)} skips these`,
    },
    deny: { key: "d", name: "Deny", consequence: "Deny: the buyer is told to ask the shop" },
  };

/** The address of the queue, and of one checkout in it. */
export function reviewsHref({ sale, after }: ReviewFilterView, decisionId?: string): string {
  const query = new URLSearchParams();
  if (sale) query.set("sale", sale);
  if (after) query.set("after", after);
  if (decisionId) query.set("decision", decisionId);
  return query.size === 0 ? "/console/reviews" : `/console/reviews?${query}`;
}

/** What an approval skips, in words. */
export function exemptionWords(name: string): string {
  return name === SCORE_EXEMPTION ? "what the score asks for" : name;
}
