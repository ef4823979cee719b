import { ulid } from "ulid";
import { isPlaced, type Order, type OrderMove } from "../../order/order.ts";
import { totalMinor } from "../../order/order-view.ts";
import { err, ok, type Result } from "../../result.ts";
import type { Hold } from "../../stock/stock.ts";
import type { Money, SaleDefinition } from "../../terms/definition.ts";
import { collectUntilMs, shipByMs, shipsFirst, waveFor } from "../../terms/fulfilment.ts";
import type { SaleContext } from "../context.ts";
import type { OrderRefusal } from "../refusal.ts";
import { currentOrder } from "./end-order.ts";
import { refuseEnded } from "./find-order.ts";

/** An order as it is after a hold was redeemed for it, and the movement that makes it so. */
export type PlacedOrder = { readonly order: Order; readonly move: Omit<OrderMove, "orderId" | "n"> };

export type Placing = {
  readonly definition: SaleDefinition;
  readonly hold: Hold;
  readonly orderId: string;
  /** What the shop says was paid. */
  readonly paid?: Money | undefined;
};

/**
 * The order that a hold becomes, or that it joins while nothing has happened to it. Writes nothing of either.
 * @returns `balance-due` where a sale takes a deposit and less was paid, or an order that is sent was not paid in full
 */
export function placeOrder(context: SaleContext, placing: Placing): Result<PlacedOrder, OrderRefusal> {
  const { nowMs } = context;
  const { definition, hold, orderId } = placing;
  const known = currentOrder(context, orderId);
  const refused = known === undefined ? undefined : refuseJoining(known, hold);
  if (refused !== undefined) return err(refused);
  const paid = paymentFor(placing);
  if (!paid.ok) return paid;
  const order = known === undefined ? newOrder(context, placing) : joined(known, hold);
  const paidMinor = paidFor(known, { hold, definition, paidMinor: paid.value });
  const isPaid = paidMinor === undefined || paidMinor >= totalMinor(order, definition);
  const state = isPaid ? "paid" : "booked";
  return ok({
    order: { ...order, state, ...(paidMinor === undefined ? {} : { paidMinor }) },
    move: { atMs: nowMs, from: known?.state, to: state, units: hold.quantity, by: "shop" },
  });
}

function newOrder({ store, nowMs, random }: SaleContext, { definition, hold, orderId }: Placing): Order {
  const wave = waveFor(definition, hold.quantity, (at) => store.soldInWave(at));
  return {
    orderId,
    state: "paid",
    holds: [hold.holdId],
    units: hold.quantity,
    placedAtMs: nowMs,
    wave,
    shipByMs: shipByMs(definition, { placedAtMs: nowMs, wave }),
    ...(hold.collectAt === undefined
      ? {}
      : {
          collect: {
            partnerId: hold.collectAt,
            code: sixDigits(random),
            untilMs: shipsFirst(definition) ? undefined : collectUntilMs(definition, nowMs),
          },
        }),
    receipt: ulid(nowMs, random),
    moves: 0,
  };
}

function joined(order: Order, { holdId, quantity }: Hold): Order {
  return { ...order, holds: [...order.holds, holdId], units: order.units + quantity };
}

function refuseJoining(order: Order, { collectAt }: Hold): OrderRefusal | undefined {
  const ended = refuseEnded(order);
  if (ended !== undefined) return ended;
  const isSamePlace = order.collect?.partnerId === collectAt;
  if (isPlaced(order.state) && isSamePlace) return undefined;
  return { kind: "fulfilment-differs", fulfilment: order.collect === undefined ? "sent" : "collected" };
}

/** What was paid for the units of the hold; undefined where the sale takes no deposit and the shop said nothing. */
function paymentFor({ definition, hold, paid }: Placing): Result<number | undefined, OrderRefusal> {
  const { deposit, price } = definition;
  if (deposit === undefined && paid === undefined) return ok(undefined);
  const atLeast = deposit === undefined || hold.collectAt === undefined ? price.amountMinor : deposit.amountMinor;
  const due = { amountMinor: atLeast * hold.quantity, currency: price.currency };
  const isEnough = paid !== undefined && paid.currency === due.currency && paid.amountMinor >= due.amountMinor;
  return isEnough ? ok(paid.amountMinor) : err({ kind: "balance-due", due });
}

/** What is paid by now of the order; where the shop says it of one hold alone, the others count as paid in full. */
function paidFor(
  known: Order | undefined,
  { hold, definition, paidMinor }: Pick<Placing, "hold" | "definition"> & { readonly paidMinor: number | undefined },
): number | undefined {
  if (known?.paidMinor === undefined && paidMinor === undefined) return undefined;
  const before = known === undefined ? 0 : (known.paidMinor ?? totalMinor(known, definition));
  return before + (paidMinor ?? totalMinor({ units: hold.quantity }, definition));
}

function sixDigits(random: () => number): string {
  return String(Math.floor(random() * 1_000_000)).padStart(6, "0");
}
