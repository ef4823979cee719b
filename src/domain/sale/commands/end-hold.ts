import { RETURN_DELAY_MS_MAX } from "../../limits.ts";
import { assert, ok, type Result } from "../../result.ts";
import type { LedgerRefusal } from "../../stock/ledger.ts";
import type { Hold } from "../../stock/stock.ts";
import { runningTurn, withOpen, withVacancy } from "../calling/calling-state.ts";
import type { SaleContext } from "../context.ts";
import { recordUnpaidEnd } from "../history/history.ts";
import { planMove, writeMove } from "../move-units.ts";
import { tellHold } from "../tell-hold.ts";

/**
 * Ends a hold that nobody paid for. Its units come back at a moment drawn for them. Those of a turn come back at once: they are for
 * who has that turn until it ends, and for the next of the order after it, so that nobody gains by timing them.
 */
export function endHold(context: SaleContext, hold: Hold, how: "expire" | "release"): Result<void, LedgerRefusal> {
  const { store } = context;
  const returnDelayMs = hold.turn === undefined ? drawReturnDelay(context) : 0;
  const ended = planMove(context, { kind: how, hold, returnDelayMs });
  if (!ended.ok) return ended;
  assert(ended.value.hold !== undefined, "ending a hold changes it");
  writeMove(store, ended.value);
  store.writeHold(ended.value.hold);
  tellHold(context, how === "expire" ? "hold.expired" : "hold.released", hold);
  recordUnpaidEnd(context, hold);
  if (hold.turn !== undefined) {
    bringBack(context, ended.value.hold);
    giveBackTurn(context, hold);
  }
  return ok(undefined);
}

/** Frees the units of a hold that has ended, once they are due. */
export function bringBack(context: SaleContext, hold: Hold): void {
  const { store } = context;
  const moved = planMove(context, { kind: "return", hold });
  assert(moved.ok && moved.value.hold !== undefined, "units that are due come back");
  writeMove(store, moved.value);
  store.writeHold(moved.value.hold);
}

/** The unit is for the same turn again, while it runs; after it, its buyer has left it to the next. */
function giveBackTurn({ store }: SaleContext, { holdId, turn }: Hold): void {
  const state = store.findCalling();
  assert(turn !== undefined && state !== undefined, "a hold in a turn is of a sale that calls");
  store.writeTurn({ ...turn, state: "open", holdId });
  const runs = runningTurn(state, turn) !== undefined;
  store.writeCalling(runs ? withOpen(state, turn, 1) : withVacancy(state, "unpaid"));
}

/** Units come back at a moment that cannot be timed, so that letting a hold go gains its holder nothing. At least a millisecond. */
export function drawReturnDelay({ random }: Pick<SaleContext, "random">): number {
  return 1 + Math.floor(random() * (RETURN_DELAY_MS_MAX - 1));
}
