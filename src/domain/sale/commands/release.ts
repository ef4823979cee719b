import { err, ok, type Result } from "../../result.ts";
import { callNext } from "../calling/call-next.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRefusal } from "../refusal.ts";
import { endHold } from "./end-hold.ts";
import { refusalOf } from "./ledger-refusal.ts";

export const RELEASE_REASONS = ["payment_failed", "cancelled"] as const;
export type ReleaseReason = (typeof RELEASE_REASONS)[number];

export type ReleaseCommand = { readonly shop: string; readonly holdId: string; readonly reason: ReleaseReason };
export type Released = { readonly status: "released" };

/**
 * Ends a hold at once and frees its claims; its units come back within seconds, at a moment drawn for them. Who has a turn may hold
 * another unit until it ends: a payment that failed costs nobody their place.
 */
export function release(context: SaleContext, command: ReleaseCommand): Result<Released, SaleRefusal> {
  const { store } = context;
  const sale = store.findSale();
  const hold = store.findHold(command.holdId);
  if (sale === undefined || sale.shop !== command.shop || hold === undefined) return err({ kind: "hold-unknown" });

  const ended = endHold(context, hold, "release");
  if (!ended.ok) {
    return err(
      ended.error.kind === "spent" ? { kind: "hold-sold", orderId: ended.error.orderId } : refusalOf(ended.error),
    );
  }
  callNext(context);
  return ok({ status: "released" });
}
