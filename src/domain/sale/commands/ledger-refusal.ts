import { assert } from "../../result.ts";
import type { LedgerRefusal } from "../../stock/ledger.ts";
import type { SaleRefusal } from "../refusal.ts";

/** What the ledger's refusal to move a hold means to the shop that asked. */
export function refusalOf(refusal: LedgerRefusal): SaleRefusal {
  switch (refusal.kind) {
    case "spent":
      return { kind: "token-spent", orderId: refusal.orderId };
    case "released":
      return { kind: "hold-released" };
    case "expired":
      return { kind: "hold-expired" };
    case "sold-out":
    case "not-due":
      assert(false, "redeeming and releasing neither take units nor wait for a moment");
  }
}
