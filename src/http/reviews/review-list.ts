import { listReviews } from "../../platform/checkout-reviews.ts";
import type { CheckoutReviewView } from "../../wire/checkout-review.ts";
import type { HttpContext } from "../env.ts";
import { reviewView } from "./review-view.ts";

/** One page of checkouts that wait for a person, those that have waited longest first. */
export async function waitingCheckouts(
  c: HttpContext,
  filter: { readonly saleId?: string | undefined; readonly after?: string | undefined },
): Promise<{ readonly reviews: CheckoutReviewView[]; readonly next?: string | undefined }> {
  const page = await listReviews(c.env.DB, { ...filter, nowMs: Date.now() });
  return { reviews: page.reviews.map(reviewView), next: page.nextCursor };
}
