import { findCheckoutReview, resolveCheckout } from "../../app/resolve-review.ts";
import { reviewView } from "../../app/review-view.ts";
import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import { waitingCheckouts } from "../../app/waiting-reviews.ts";
import { renderReviews } from "../../console/pages/reviews.tsx";
import { type ReviewFilterView, reviewsHref } from "../../console/view-models/reviews.ts";
import { err, ok } from "../../domain/result.ts";
import { reviewDispositionBody } from "../../wire/checkout-review.ts";
import { depsOf } from "../deps.ts";
import { textField } from "../text-field.ts";
import { type FormAnswer, type FormCall, NOT_OUR_FORM, type Page, type PageCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const reviewsPage: Page = {
  section: "reviews",
  path: "/reviews",
  roles: ANY_ROLE,
  show: showReviews,
  forms: [{ path: "/reviews/:decisionId", roles: TRUST_ROLES, act: resolveFromForm }],
};

/** The queue of checkouts that wait for a person, with one of them beside it. */
async function showReviews({ c, staff, frame }: PageCall): Promise<Response> {
  const filter = filterOf(new URL(c.req.url).searchParams);
  const { reviews, next } = await waitingCheckouts(depsOf(c), { saleId: filter.sale, after: filter.after });
  const asked = c.req.query("decision");
  const found = asked === undefined ? undefined : await findCheckoutReview(depsOf(c), asked);
  if (found?.ok === false) return await problemPageResponse(c, found.error);
  const shown = found === undefined ? reviews[0] : reviewView(found.value);
  const mayResolve = TRUST_ROLES.includes(staff.role);
  return await c.html(renderReviews({ filter, reviews, next, shown, mayResolve, nowMs: Date.now() }, frame()));
}

/** Resolves a checkout by a form of its page, and leads back to it, where its resolution stands. */
async function resolveFromForm({ c, staff, form }: FormCall): FormAnswer {
  const transition = form.get("transition");
  const body = reviewDispositionBody.safeParse({
    transition,
    reason: form.get("reason"),
    // An approval with nothing ticked would skip nothing; it must not be taken for one of everything.
    rules: transition === "approve" ? form.getAll("rules") : undefined,
  });
  if (!body.success) return err(NOT_OUR_FORM);
  const decisionId = c.req.param("decisionId") ?? "";
  const resolved = await resolveCheckout(depsOf(c), staff, { decisionId, disposition: body.data });
  if (!resolved.ok) return resolved;
  const back = filterOf(new URLSearchParams(textField(form, "back")?.split("?")[1]));
  return ok(c.redirect(reviewsHref(back, decisionId), 303));
}

function filterOf(query: URLSearchParams): ReviewFilterView {
  return { sale: query.get("sale") || undefined, after: query.get("after") || undefined };
}
