import { assert, type Result } from "../domain/result.ts";
import type { SettledChallenge } from "../domain/sale/commands/settle-challenge.ts";
import type { SaleContext } from "../domain/sale/context.ts";
import { viewSale } from "../domain/sale/read-sale.ts";
import type { SaleRefusal } from "../domain/sale/refusal.ts";
import type { Reply, ReplyBody } from "../domain/sale/reply.ts";
import { PROBLEMS, problemDocument } from "./problem.ts";
import { problemOf } from "./problem-of.ts";
import { shopSale } from "./sale-view.ts";

/** The reply to a command: what it did, or the problem document of its refusal. */
export function replyOf<T>(
  outcome: Result<T, SaleRefusal>,
  body: (value: T) => ReplyBody,
  { issuer, instance }: { readonly issuer: string; readonly instance: string },
): Reply {
  if (outcome.ok) return { status: 200, body: body(outcome.value) };
  const problem = problemOf(outcome.error);
  return { status: PROBLEMS[problem.slug].status, body: jsonBody(problemDocument(problem, issuer, instance)) };
}

export function jsonBody(value: unknown): ReplyBody {
  return [JSON.stringify(value)];
}

/** The sale as its shop is answered once it was changed. */
export function saleBody(context: SaleContext): ReplyBody {
  const view = viewSale(context);
  assert(view !== undefined, "a sale that was just written is there");
  return jsonBody(shopSale(view, context.nowMs));
}

/** @param kid the secret that the Worker signs the two tokens with */
export function settledBody({ challenge, retryVisitPayload }: SettledChallenge, kid: string): ReplyBody {
  return [
    '{"challengeToken":"',
    { typ: "challenge+jwt", kid, payload: JSON.stringify(challenge) },
    ...(retryVisitPayload === undefined
      ? ['"}']
      : ['","retryVisitToken":"', { typ: "visit+jwt" as const, kid, payload: retryVisitPayload }, '"}']),
  ];
}
