import { RETURN_DELAY_MS_MAX } from "../../limits.ts";
import { assert } from "../../result.ts";
import { applyToLedger, type LedgerCommand } from "../../stock/ledger.ts";
import type { SaleContext } from "../context.ts";
import { recordUnpaidEnd } from "../history/history.ts";

/**
 * Ends every hold whose time is over and frees the units that are due back. Each command runs it first, in its own
 * transaction, so that no answer depends on an alarm; the alarm only runs it when nobody else does.
 */
export function sweep(context: SaleContext): void {
  const { store, nowMs } = context;
  for (;;) {
    const due = store.dueHolds(nowMs);
    if (due.length === 0) return;
    for (const hold of due) {
      const command: LedgerCommand =
        hold.state === "held"
          ? { kind: "expire", hold, returnDelayMs: drawReturnDelay(context) }
          : { kind: "return", hold };
      const moved = applyToLedger(store.readStock(), command, nowMs);
      assert(moved.ok && moved.value.hold !== undefined, "a due hold moves on");
      store.writeStock(moved.value.stock);
      store.writeHold(moved.value.hold);
      if (command.kind === "expire") recordUnpaidEnd(context, hold);
    }
  }
}

/** Units come back at a moment that cannot be timed, so that letting a hold go gains its holder nothing. At least a millisecond. */
export function drawReturnDelay({ random }: Pick<SaleContext, "random">): number {
  return 1 + Math.floor(random() * (RETURN_DELAY_MS_MAX - 1));
}
