import { findCheckoutReview, resolveCheckout } from "../../app/resolve-review.ts";
import { reviewView } from "../../app/review-view.ts";
import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import { waitingCheckouts } from "../../app/waiting-reviews.ts";
import { checkoutReview, reviewDispositionBody, reviewsAnswer } from "../../wire/checkout-review.ts";
import { depsOf } from "../deps.ts";
import { readBody } from "../read-body.ts";
import { jsonResponse, problemResponse, resultResponse } from "../respond.ts";
import type { Route } from "../route.ts";

export const listReviewsRoute: Route = {
  method: "get",
  path: "/v1/reviews",
  operationId: "listReviews",
  summary: "Checkouts that wait for a person, in sales that go on",
  description: "Those that have waited longest come first, from the archive, which is about a second behind.",
  tag: "Staff",
  caller: "staff",
  roles: ANY_ROLE,
  query: [
    { name: "sale", description: "Checkouts of this sale alone." },
    { name: "after", description: "`next` of the page before." },
  ],
  answer: reviewsAnswer,
  problems: [],
  handle: async ({ c }) => {
    const filter = { saleId: c.req.query("sale") || undefined, after: c.req.query("after") };
    return jsonResponse(await waitingCheckouts(depsOf(c), filter));
  },
};

export const getReviewRoute: Route = {
  method: "get",
  path: "/v1/reviews/{decisionId}",
  operationId: "getReview",
  summary: "One checkout in review, and what was said of it",
  tag: "Staff",
  caller: "staff",
  roles: ANY_ROLE,
  answer: checkoutReview,
  problems: ["decision-unknown", "review-unknown", "overloaded"],
  handle: async ({ c }) => {
    const review = await findCheckoutReview(depsOf(c), c.req.param("decisionId") ?? "");
    return review.ok ? jsonResponse(reviewView(review.value)) : problemResponse(c, review.error);
  },
};

export const disposeReviewRoute: Route = {
  method: "post",
  path: "/v1/reviews/{decisionId}/dispositions",
  operationId: "disposeReview",
  summary: "Approve or deny a checkout in review, with a reason, once",
  description:
    "`approve` lets the next checkouts of its account skip what it names for an hour, in that sale, never limits or stock; it holds nothing.",
  tag: "Staff",
  caller: "staff",
  roles: TRUST_ROLES,
  body: reviewDispositionBody,
  answer: checkoutReview,
  problems: [
    "decision-unknown",
    "review-unknown",
    "transition-not-allowed",
    "sale-unknown",
    "sale-not-open",
    "sale-halted",
    "overloaded",
  ],
  handle: async ({ c, staff }) => {
    const body = await readBody(c, reviewDispositionBody);
    if (!body.ok) return problemResponse(c, body.error);
    const decisionId = c.req.param("decisionId") ?? "";
    return resultResponse(c, await resolveCheckout(depsOf(c), staff, { decisionId, disposition: body.value.value }));
  },
};
