import { findDecision } from "../../app/find-decision.ts";
import { type ChangedPolicy, livePolicy, publishPolicy } from "../../app/publish-policy.ts";
import { callSale } from "../../app/sale-call.ts";
import { ok } from "../../domain/result.ts";
import { depsOf } from "../../http/deps.ts";
import type { HttpContext } from "../../http/env.ts";
import type { PolicySource } from "../app/impostor-lists.ts";
import type { Bought, PurchaseSource } from "../app/purchases.ts";

/** Purchases, as sales and the archive know them. */
export function purchaseSource(c: HttpContext): PurchaseSource {
  return {
    async byDecision(decisionId) {
      const found = await findDecision(depsOf(c), "staff", decisionId);
      return found.ok ? { decisionId, account: found.value.record.keys.account } : undefined;
    },
    async byHold(saleId, holdId) {
      const hold = await callSale(depsOf(c), saleId, async (sale) => await sale.hold(holdId));
      // The number of a hold may name any sale, also one that never was.
      if (!hold.ok && hold.error.slug === "sale-unknown") return ok(undefined);
      return hold.ok ? ok(hold.value && boughtBy(hold.value)) : hold;
    },
    async byOrder(saleId, orderId) {
      const holds = await callSale(depsOf(c), saleId, async (sale) => await sale.order(orderId));
      return holds.ok ? ok(holds.value.map(boughtBy)) : holds;
    },
  };
}

function boughtBy({ decisionId, account }: Bought): Bought {
  return { decisionId, account };
}

/** The policy whose rules look up the lists of impostors. */
export function policySource(c: HttpContext): PolicySource<ChangedPolicy> {
  return {
    live: () => livePolicy(depsOf(c)),
    publish: (staff, change) => publishPolicy(depsOf(c), staff, { ...change, breakGlass: false }),
  };
}
