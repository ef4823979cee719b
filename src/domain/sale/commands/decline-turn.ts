import { assert, err, ok, type Result } from "../../result.ts";
import { callNext } from "../calling/call-next.ts";
import type { DrawnPlace } from "../calling/calling.ts";
import { withOpen, withVacancy } from "../calling/calling-state.ts";
import { placeInForce, turnStatusOf } from "../calling/turn-status.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRefusal } from "../refusal.ts";
import { endHold } from "./end-hold.ts";

/** Who is called gives up their turn. */
export type DeclineTurnCommand = { readonly shop: string; readonly place: DrawnPlace };
export type Declined = { readonly status: "declined" };

/** The unit goes to the next of the order, at once where it is held. Who bought has no turn to give up; a repeat changes nothing. */
export function declineTurn(
  context: SaleContext,
  { shop, place: drawn }: DeclineTurnCommand,
): Result<Declined, SaleRefusal> {
  const { store, nowMs } = context;
  const sale = store.findSale();
  if (sale === undefined || sale.shop !== shop) return err({ kind: "sale-unknown" });
  const { place = drawn, turn } = placeInForce(store, drawn);
  const calling = store.findCalling();
  if (calling?.orders.every(({ round }) => round !== place.round) !== false) {
    return err({ kind: "not-your-turn", serverTimeMs: nowMs });
  }
  const standing = turnStatusOf({ sale, stock: store.readStock(), calling, place, turn, nowMs });
  if (standing.kind === "waiting") {
    const { ahead, outlook, turnFromMs } = standing;
    return err({ kind: "not-your-turn", serverTimeMs: nowMs, ahead, outlook, turnFromMs });
  }
  if (standing.kind === "over") {
    return standing.state === "declined" ? ok({ status: "declined" }) : err({ kind: "turn-over", because: "ended" });
  }
  if (standing.state === "sold") return err({ kind: "turn-over", because: "ended" });
  if (standing.state === "held") letGo(context, turn?.holdId ?? "");
  const open = store.findCalling();
  assert(open !== undefined, "a sale that calls goes on to");
  store.writeCalling(withVacancy(withOpen(open, place, -1), "declined"));
  store.writeTurn({ round: place.round, place: place.place, state: "declined" });
  callNext(context);
  return ok({ status: "declined" });
}

function letGo(context: SaleContext, holdId: string): void {
  const hold = context.store.findHold(holdId);
  assert(hold !== undefined, "a turn in which units are held names their hold");
  const how = context.nowMs < hold.expiresAtMs ? "release" : "expire";
  assert(endHold(context, hold, how).ok, "a hold that is open can be ended");
}
