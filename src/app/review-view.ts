import { exemptableOf } from "../domain/decision/exemptable.ts";
import type { Resolution } from "../domain/decision/resolution.ts";
import type { ListedReview } from "../platform/decisions/checkout-reviews.ts";
import type { CheckoutReviewView } from "../wire/checkout-review.ts";
import { REVIEW_TRANSITIONS, resolutionView } from "../wire/checkout-review.ts";

/** A checkout in review with everything that a decision about it needs. */
export function reviewView({ record, review }: ListedReview): CheckoutReviewView {
  return {
    decisionId: record.decisionId,
    saleId: record.saleId,
    shop: record.shop,
    at: new Date(record.atMs).toISOString(),
    account: record.keys.account,
    quantity: record.quantity,
    channel: record.channel,
    reasons: record.decision.reasons.map((each) => ({ ...each, evidence: each.evidence && { ...each.evidence } })),
    exemptable: [...exemptableOf(record.decision)],
    allowed: REVIEW_TRANSITIONS.filter((transition) => mayResolve(review, transition)),
    resolution: review && resolutionView(review),
    reviewer: review?.email,
    reviewReason: review?.reason,
  };
}

/** A checkout is resolved once. An approval that its sale has not heard of may be sent again. */
export function mayResolve(review: Resolution | undefined, transition: (typeof REVIEW_TRANSITIONS)[number]): boolean {
  if (review === undefined) return true;
  return transition === "approve" && review.status === "approved" && review.expiresAtMs === undefined;
}
