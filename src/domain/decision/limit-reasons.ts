import { LIMITS, type Limit } from "../terms/limits.ts";
import type { DecisionInput, Reason } from "./decision.ts";

export type LimitCode = Limit["code"] | "PAYMENT_NOT_ACCEPTED";

/**
 * What the sale's own terms refuse, before any rule is asked: units per identity, and the payment method. What
 * others merely said is not among the units that are claimed against a buyer who shows more.
 */
export function limitReasons(input: DecisionInput): (Reason & { readonly code: LimitCode })[] {
  const reasons: (Reason & { readonly code: LimitCode })[] = [];
  for (const { kind, name, code, owner } of LIMITS) {
    const claimed = input.claimed[kind];
    const unitsMax = input.limits[name];
    if (claimed !== undefined && claimed + input.quantity > unitsMax) {
      reasons.push({
        code,
        message: `This sale allows ${unitsMax} ${unitsMax === 1 ? "unit" : "units"} per ${owner}; ${claimed} claimed already, ${input.quantity} asked for.`,
        evidence: { [`limit.${kind}`]: unitsMax, [`claimed.${kind}`]: claimed, "order.quantity": input.quantity },
      });
    }
  }
  if (!input.acceptedPayments.includes(input.paymentMethod)) {
    reasons.push({
      code: "PAYMENT_NOT_ACCEPTED",
      message: `This sale accepts ${input.acceptedPayments.join(", ")}.`,
      evidence: { "payment.method": input.paymentMethod },
    });
  }
  return reasons;
}

/**
 * Whether proof may change it: none of it is of the buyer's own account, of the browser whose key the buyer proved, of the order
 * itself, or of a payment method.
 */
export function mayShowWho(input: DecisionInput, reasons: readonly { readonly code: LimitCode }[]): boolean {
  const isKeyProved = input.signals["client.key_proved"] === true;
  const mayChange = LIMITS.filter(
    ({ kind, name }) =>
      kind !== "account" && !(kind === "device" && isKeyProved) && input.quantity <= input.limits[name],
  );
  return input.mayShowWho === true && reasons.every(({ code }) => mayChange.some((limit) => limit.code === code));
}
