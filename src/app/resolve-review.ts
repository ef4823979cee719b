import type * as z from "zod";
import type { AttemptRecord } from "../domain/decision/attempt-record.ts";
import { exemptableOf } from "../domain/decision/exemptable.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { phaseOf } from "../domain/sale/record.ts";
import type { StaffMember } from "../platform/callers/access.ts";
import { findReview, type ListedReview, markApproved, resolveReview } from "../platform/decisions/checkout-reviews.ts";
import { reasonRefusal } from "../resellers/domain/case/apply-command.ts";
import { caseProblem } from "../resellers/wire/case.ts";
import type { CheckoutReviewView, reviewDispositionBody } from "../wire/checkout-review.ts";
import { invalid, type Problem } from "../wire/problem.ts";
import { problemOf } from "../wire/problem-of.ts";
import type { Deps } from "./deps.ts";
import { findDecision } from "./find-decision.ts";
import { mayResolve, reviewView } from "./review-view.ts";
import { callSale, orProblem } from "./sale-call.ts";

/** A checkout that a policy left to people, whatever came of it. */
export async function findCheckoutReview(deps: Deps, decisionId: string): Promise<Result<ListedReview, Problem>> {
  const decision = await findDecision(deps, "staff", decisionId);
  if (!decision.ok) return decision;
  const { record } = decision.value;
  if (record.decision.verdict !== "review") return err(NOT_IN_REVIEW);
  return ok({ record, review: await findReview(deps.db, decisionId) });
}

/**
 * Says what becomes of a checkout in review, once. It is written down first; an approval then lets the account's next
 * checkouts in that sale skip what it names, and holds nothing. Where the sale could not be reached the approval may be sent
 * again.
 */
export async function resolveCheckout(
  deps: Deps,
  staff: StaffMember,
  {
    decisionId,
    disposition,
  }: { readonly decisionId: string; readonly disposition: z.infer<typeof reviewDispositionBody> },
): Promise<Result<CheckoutReviewView, Problem>> {
  const { transition, reason } = disposition;
  const refused = reasonRefusal(reason);
  if (refused !== undefined) return err(caseProblem(refused));
  const found = await findCheckoutReview(deps, decisionId);
  if (!found.ok) return found;
  const { record, review } = found.value;
  if (!mayResolve(review, transition)) return err(alreadyResolved(found.value));
  const rules = review?.rules ?? rulesOf(record, disposition);
  if (rules === undefined) {
    const detail = "may name only what brought the checkout into review";
    return err(invalid([{ pointer: "/rules", detail }]));
  }
  if (transition === "approve") {
    const open = await saleGoesOn(deps, record.saleId);
    if (!open.ok) return open;
  }
  if (review === undefined) {
    const resolution = transition === "approve" ? "approved" : "denied";
    const by = { sub: staff.sub, email: staff.email };
    const entry = {
      kind: "reviewed",
      caseId: decisionId,
      atMs: deps.nowMs,
      by,
      resolution,
      rules,
      reason: reason.trim(),
    } as const;
    const written = await resolveReview(deps.db, entry);
    if (written === "busy") return err(caseProblem({ kind: "busy" }));
    if (written === "resolved-before") return err(alreadyResolved(found.value));
  }
  if (transition === "approve") {
    const { account } = record.keys;
    const exempted = orProblem(
      await callSale(deps, record.saleId, async (sale) => await sale.exempt({ account, rules })),
    );
    if (!exempted.ok) return exempted;
    await markApproved(deps.db, decisionId, exempted.value.expiresAtMs);
  }
  return ok(reviewView({ record, review: await findReview(deps.db, decisionId) }));
}

const NOT_IN_REVIEW: Problem = { slug: "review-unknown", detail: "This decision was not left to a person." };

/** What an approval skips; undefined where it names something else. */
function rulesOf(
  { decision }: AttemptRecord,
  { transition, rules }: z.infer<typeof reviewDispositionBody>,
): readonly string[] | undefined {
  if (transition === "deny") return rules === undefined ? [] : undefined;
  const exemptable = exemptableOf(decision);
  const named = rules ?? exemptable;
  return named.every((rule) => exemptable.includes(rule)) ? named : undefined;
}

/** An approval in a sale that is over would change nothing, so nobody may think that it did. */
async function saleGoesOn(deps: Deps, saleId: string): Promise<Result<undefined, Problem>> {
  const called = await callSale(deps, saleId, (sale) => sale.view());
  if (!called.ok) return called;
  if (called.value === undefined) return err(problemOf({ kind: "sale-unknown" }));
  const { sale, stock } = called.value;
  const serverTimeMs = deps.nowMs;
  const phase = phaseOf(sale, stock, serverTimeMs);
  const { opensAtMs } = sale.definition;
  return phase === "closed" ? err(problemOf({ kind: "sale-not-open", phase, opensAtMs, serverTimeMs })) : ok(undefined);
}

function alreadyResolved({ review }: ListedReview): Problem {
  const state = review?.status ?? "resolved";
  return {
    slug: "transition-not-allowed",
    detail: `Somebody has ${state} this checkout already.`,
    members: { state, allowed: [] },
  };
}
