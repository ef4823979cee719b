import { endToldAtMs, isPlaced, isSold, lapsesAtMs, type Order, type OrderMove } from "../../order/order.ts";
import type { SaleBacking } from "../backing.ts";
import { DueQueue } from "../memory/due-queue.ts";
import type { Rows } from "../memory/rows.ts";
import type { Due } from "../memory/stored-rows.ts";

/** Orders by the shop's own numbers, with all that they went through. */
export interface OrderRows {
  findOrder(orderId: string): Order | undefined;
  /** Writes an order with the movement that brought it where it is. */
  moveOrder(order: Order, move: Omit<OrderMove, "orderId" | "n">): void;
  /** Writes an order that has not moved. */
  writeOrder(order: Order): void;
  movesOf(order: Pick<Order, "orderId" | "moves">): readonly OrderMove[];
  /** Units of a wave that are sold. */
  soldInWave(wave: number): number;
  /** Some orders that were not collected in time, or are overdue or end soon while nobody was told. They stay due until they are written. */
  ordersDue(nowMs: number, max: number): readonly Order[];
  /** Some orders that are to be sent and were not, after one, by the date that they were promised. Reads what was folded. */
  unsentAfter(order: Due, max: number): readonly { readonly due: Due; readonly order: Order }[];
  /** The earliest moment at which some order is due; undefined when there is nothing to wait for. */
  nextOrderDueMs(): number | undefined;
}

/** @param waves units that are sold in each wave, which follow from the orders */
export function orderRows({
  orders,
  orderMoves,
  waves,
  fold,
  backing,
}: {
  readonly orders: Rows<Order>;
  readonly orderMoves: Rows<OrderMove>;
  readonly waves: Rows<number>;
  readonly fold: () => void;
  readonly backing: Pick<SaleBacking, "ordersDueAfter" | "unsentAfter">;
}): OrderRows & { forgetDue(): void } {
  const due = new DueQueue((after, max) => {
    fold();
    return backing.ordersDueAfter(after, max);
  });

  function writeOrder(order: Order): void {
    countInWave(order, orders.get(order.orderId));
    orders.put(order.orderId, order);
    due.note({ id: order.orderId, atMs: orderDueAtMs(order) });
  }

  function countInWave(order: Order, before: Order | undefined): void {
    if (order.wave === undefined) return;
    const more = unitsSold(order) - (before === undefined ? 0 : unitsSold(before));
    if (more !== 0) waves.put(String(order.wave), (waves.get(String(order.wave)) ?? 0) + more);
  }

  return {
    findOrder: (orderId) => orders.get(orderId),
    writeOrder,
    moveOrder(order, move) {
      const n = order.moves + 1;
      writeOrder({ ...order, moves: n });
      orderMoves.insert(moveKey(order.orderId, n), { ...move, orderId: order.orderId, n });
    },
    movesOf({ orderId, moves }) {
      const keys = Array.from({ length: moves }, (_, at) => moveKey(orderId, at + 1));
      return [...orderMoves.getAll(keys).values()];
    },
    soldInWave: (wave) => waves.get(String(wave)) ?? 0,
    ordersDue(nowMs, max) {
      const ids = due.due(nowMs, max).map(({ id }) => id);
      const found = ids.length === 0 ? undefined : orders.getAll(ids);
      return ids.flatMap((orderId) => found?.get(orderId) ?? []);
    },
    unsentAfter(after, max) {
      fold();
      const unsent = backing.unsentAfter(after, max);
      const found = unsent.length === 0 ? undefined : orders.getAll(unsent.map(({ id }) => id));
      return unsent.flatMap((due) => {
        const order = found?.get(due.id);
        return order === undefined ? [] : [{ due, order }];
      });
    },
    nextOrderDueMs: () => due.first()?.atMs,
    forgetDue: () => due.clear(),
  };
}

/** When an order lapses, or is overdue or ends soon and nobody was told; infinity for one that waits for nothing. */
export function orderDueAtMs(order: Order): number {
  const { state, shipByMs, overdueTold } = order;
  const overdueAtMs = isPlaced(state) && !overdueTold ? shipByMs : undefined;
  return Math.min(lapsesAtMs(order), endToldAtMs(order), overdueAtMs ?? Number.POSITIVE_INFINITY);
}

/** Numbers of orders may be any text: the first space ends the number of the movement. */
function moveKey(orderId: string, n: number): string {
  return `${n} ${orderId}`;
}

function unitsSold({ state, units }: Order): number {
  return isSold(state) ? units : 0;
}
