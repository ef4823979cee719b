import { err, ok, type Result } from "../../result.ts";
import { applyToLedger } from "../../stock/ledger.ts";
import type { SaleContext } from "../context.ts";
import { recordUnpaidEnd } from "../history/history.ts";
import type { SaleRefusal } from "../refusal.ts";
import { refusalOf } from "./ledger-refusal.ts";
import { drawReturnDelay } from "./sweep.ts";

export const RELEASE_REASONS = ["payment_failed", "cancelled"] as const;
export type ReleaseReason = (typeof RELEASE_REASONS)[number];

export type ReleaseCommand = { readonly shop: string; readonly holdId: string; readonly reason: ReleaseReason };
export type Released = { readonly status: "released" };

/** Ends a hold at once and frees its claims; its units come back within seconds, at a moment drawn for them. */
export function release(context: SaleContext, command: ReleaseCommand): Result<Released, SaleRefusal> {
  const { store, nowMs } = context;
  const sale = store.findSale();
  const hold = store.findHold(command.holdId);
  if (sale === undefined || sale.shop !== command.shop || hold === undefined) return err({ kind: "hold-unknown" });

  const moved = applyToLedger(
    store.readStock(),
    { kind: "release", hold, returnDelayMs: drawReturnDelay(context) },
    nowMs,
  );
  if (!moved.ok) {
    return err(
      moved.error.kind === "spent" ? { kind: "hold-sold", orderId: moved.error.orderId } : refusalOf(moved.error),
    );
  }
  store.writeStock(moved.value.stock);
  if (moved.value.hold !== undefined) store.writeHold(moved.value.hold);
  recordUnpaidEnd(context, hold);
  return ok({ status: "released" });
}
