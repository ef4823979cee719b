import { listReviews } from "../platform/decisions/checkout-reviews.ts";
import type { CheckoutReviewView } from "../wire/checkout-review.ts";
import type { Deps } from "./deps.ts";
import { reviewView } from "./review-view.ts";

/** One page of checkouts that wait for a person, those that have waited longest first. */
export async function waitingCheckouts(
  deps: Deps,
  filter: { readonly saleId?: string | undefined; readonly after?: string | undefined },
): Promise<{ readonly reviews: CheckoutReviewView[]; readonly next?: string | undefined }> {
  const page = await listReviews(deps.db, { ...filter, nowMs: deps.nowMs });
  return { reviews: page.reviews.map(reviewView), next: page.nextCursor };
}
