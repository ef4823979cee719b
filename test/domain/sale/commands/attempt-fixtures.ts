import type { AttemptRecord } from "../../../../src/domain/decision/attempt-record.ts";
import type { SaleContext } from "../../../../src/domain/sale/context.ts";
import type { Reply } from "../../../../src/domain/sale/reply.ts";
import { type CheckoutCall, checkOut, policyOf, recordedUnder, ruleOf, scoreOf, VISIT } from "../fixtures.ts";

export const LINKS = ["device:e1.device-1", "payment:e1.payment-1", "household:e1.household-1"];
export const STATED = { partnerId: "p_1", invite: "e1.invite", registrationId: "reg_1" };
export const POLICY = policyOf([ruleOf("farm", "deny"), ruleOf("odd", "challenge"), ruleOf("queue", "review")]);
export const LIVE: NonNullable<CheckoutCall["withVisit"]> = {
  visit: VISIT,
  scored: { signals: { "visit.state": "ok", "client.state": "ok" }, score: scoreOf(-4) },
};

/** What is seen without a visit of a checkout for which the rule of this name matches. */
export const looking = (rule: string): Partial<CheckoutCall> => ({
  withoutVisit: { signals: { "visit.state": "missing", [rule]: true }, score: scoreOf(-4) },
});

/** The reply's JSON with the payload of its token, read, where the Worker puts the signed token. */
function read(reply: Reply) {
  const text = reply.body.map((part) => (typeof part === "string" ? part : JSON.stringify(part.payload).slice(1, -1)));
  const { allowToken, retryVisitToken, ...answer } = JSON.parse(text.join(""));
  const token = allowToken ?? retryVisitToken;
  return {
    ...answer,
    token: token === undefined ? undefined : JSON.parse(token),
    hasAllowToken: allowToken !== undefined,
  };
}

export function answerTo(context: SaleContext, command: CheckoutCall, policy = POLICY) {
  const answered = checkOut(context, policy, command);
  if (!answered.ok) throw new Error(`the attempt was refused as ${answered.error.kind}`);
  return { ...read(answered.value.reply), replayed: answered.value.replayed };
}

export function recordOf(context: SaleContext, call: CheckoutCall): AttemptRecord | undefined {
  return recordedUnder(context.store, call);
}
