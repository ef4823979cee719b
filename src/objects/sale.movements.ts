import { isSold, type OrderMove, type OrderState, replayMoves } from "../domain/order/order.ts";
import type { AuditDifference } from "./audit-difference.ts";
import { type MoveRow, toMove } from "./sale.orders.ts";

/** An order as it is kept, with all of its movements. */
type KeptOrder = { readonly state: OrderState; readonly units: number; readonly moves: readonly OrderMove[] };

/** Replays the movements of every order, and compares what they give with the orders and with the units that are sold. */
export function auditOrders(sql: SqlStorage): readonly AuditDifference[] {
  let replayed = 0;
  let sold = 0;
  for (const { state, units, moves } of keptOrders(sql)) {
    const given = replayMoves(moves);
    if (given?.state === state && given.units === (isSold(state) ? units : 0)) replayed += 1;
    sold += given?.units ?? 0;
  }
  const { orders } = sql.exec<{ orders: number }>("SELECT COUNT(*) AS orders FROM sale_order").one();
  const stock = sql.exec<{ sold: number }>("SELECT sold FROM stock").one();
  return [
    { check: "every order stands where its movements lead", recorded: orders, recomputed: replayed },
    { check: "sold units = units that the movements of orders sold", recorded: stock.sold, recomputed: sold },
  ];
}

/** One order after the other, so that memory holds no more than one. */
function* keptOrders(sql: SqlStorage): Generator<KeptOrder> {
  type Row = MoveRow & { state: OrderState; order_units: number };
  const rows = sql.exec<Row>(
    `SELECT order_move.*, sale_order.state, sale_order.units AS order_units
     FROM order_move JOIN sale_order ON sale_order.order_id = order_move.order_id
     ORDER BY order_move.order_id, n`,
  );
  let kept: { orderId: string; state: OrderState; units: number; moves: OrderMove[] } | undefined;
  for (const row of rows) {
    if (kept !== undefined && kept.orderId !== row.order_id) yield kept;
    if (kept?.orderId !== row.order_id) {
      kept = { orderId: row.order_id, state: row.state, units: row.order_units, moves: [] };
    }
    kept.moves.push(toMove(row));
  }
  if (kept !== undefined) yield kept;
}
