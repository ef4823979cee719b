import type { Cancellation, Order, OrderMove, OrderState } from "../domain/order/order.ts";
import type { SaleBacking } from "../domain/sale/backing.ts";
import type { Sql } from "./sql.ts";
import { insertAll, type SqlTable, sqlRows, sqlSums } from "./sql-rows.ts";

export type OrderRow = {
  order_id: string;
  state: OrderState;
  holds: string;
  units: number;
  placed_at_ms: number;
  wave: number | null;
  ship_by_ms: number | null;
  collect_at: string | null;
  collect_code: string | null;
  collect_until_ms: number | null;
  paid_minor: number | null;
  receipt: string;
  cancelled: string | null;
  tries: string | null;
  overdue_told: number;
  end_told: number;
  moves: number;
};

export type MoveRow = {
  order_id: string;
  n: number;
  at_ms: number;
  from_state: OrderState | null;
  to_state: OrderState;
  units: number;
  moved_by: OrderMove["by"];
  reason: string | null;
};

const ORDERS: SqlTable<OrderRow, Order> = {
  name: "sale_order",
  key: "order_id",
  columns: [
    "order_id",
    "state",
    "holds",
    "units",
    "placed_at_ms",
    "wave",
    "ship_by_ms",
    "collect_at",
    "collect_code",
    "collect_until_ms",
    "paid_minor",
    "receipt",
    "cancelled",
    "tries",
    "overdue_told",
    "end_told",
    "moves",
  ],
  load: toOrder,
  save: (order) => ({
    order_id: order.orderId,
    state: order.state,
    holds: JSON.stringify(order.holds),
    units: order.units,
    placed_at_ms: order.placedAtMs,
    wave: order.wave ?? null,
    ship_by_ms: order.shipByMs ?? null,
    collect_at: order.collect?.partnerId ?? null,
    collect_code: order.collect?.code ?? null,
    collect_until_ms: order.collect?.untilMs ?? null,
    paid_minor: order.paidMinor ?? null,
    receipt: order.receipt,
    cancelled: order.cancelled === undefined ? null : JSON.stringify(order.cancelled),
    tries: order.tries === undefined ? null : JSON.stringify(order.tries),
    overdue_told: order.overdueTold ? 1 : 0,
    end_told: order.collect?.endTold ? 1 : 0,
    moves: order.moves,
  }),
};

const WRITE_MOVES = "INSERT INTO order_move (order_id, n, at_ms, from_state, to_state, units, moved_by, reason)";
const FIND_MOVE = "SELECT * FROM order_move WHERE order_id = ? AND n = ?";

/** Orders with their movements in SQLite. A second movement under one number breaks the transaction. */
export function sqlOrders(
  sql: Sql,
): Pick<SaleBacking, "orders" | "orderMoves" | "waves" | "ordersDueAfter" | "unsentAfter"> {
  return {
    orders: sqlRows(sql, ORDERS),
    orderMoves: {
      read(keys) {
        const rows = keys.flatMap((key) => {
          const space = key.indexOf(" ");
          const found = sql.exec<MoveRow>(FIND_MOVE, key.slice(space + 1), Number(key.slice(0, space)));
          return found.toArray().map((row) => [key, toMove(row)] as const);
        });
        return new Map(rows);
      },
      write(changes) {
        insertAll(
          sql,
          WRITE_MOVES,
          changes.map(({ row }) => [
            row.orderId,
            row.n,
            row.atMs,
            row.from ?? null,
            row.to,
            row.units,
            row.by,
            row.reason ?? null,
          ]),
        );
      },
    },
    waves: sqlSums((waves) => {
      const rows = sql.exec<{ wave: number; units: number }>(
        `SELECT wave, SUM(units) AS units FROM sale_order
         WHERE wave IN (SELECT value FROM json_each(?)) AND state NOT IN ('cancelled', 'lapsed') GROUP BY wave`,
        JSON.stringify(waves.map(Number)),
      );
      return new Map([...rows].map(({ wave, units }) => [String(wave), units]));
    }),
    ordersDueAfter({ atMs, id }, max) {
      const rows = sql.exec<{ order_id: string; look_at_ms: number }>(
        `SELECT order_id, look_at_ms FROM sale_order
         WHERE look_at_ms IS NOT NULL AND (look_at_ms, order_id) > (?, ?) ORDER BY look_at_ms, order_id LIMIT ?`,
        Math.max(Number.MIN_SAFE_INTEGER, atMs),
        id,
        max,
      );
      return [...rows].map(({ order_id, look_at_ms }) => ({ id: order_id, atMs: look_at_ms }));
    },
    unsentAfter({ atMs, id }, max) {
      const rows = sql.exec<{ order_id: string; ship_by_ms: number }>(
        `SELECT order_id, ship_by_ms FROM sale_order WHERE ship_by_ms IS NOT NULL AND state IN ('paid', 'booked')
         AND (ship_by_ms, order_id) > (?, ?) ORDER BY ship_by_ms, order_id LIMIT ?`,
        atMs,
        id,
        max,
      );
      return [...rows].map(({ order_id, ship_by_ms }) => ({ id: order_id, atMs: ship_by_ms }));
    },
  };
}

export function toOrder(row: OrderRow): Order {
  const holds: string[] = JSON.parse(row.holds);
  const cancelled: Cancellation | undefined = row.cancelled === null ? undefined : JSON.parse(row.cancelled);
  return {
    orderId: row.order_id,
    state: row.state,
    holds,
    units: row.units,
    placedAtMs: row.placed_at_ms,
    wave: row.wave ?? undefined,
    shipByMs: row.ship_by_ms ?? undefined,
    collect:
      row.collect_at === null
        ? undefined
        : {
            partnerId: row.collect_at,
            code: row.collect_code ?? "",
            untilMs: row.collect_until_ms ?? undefined,
            ...(row.end_told === 1 ? { endTold: true } : {}),
          },
    paidMinor: row.paid_minor ?? undefined,
    receipt: row.receipt,
    cancelled,
    tries: row.tries === null ? undefined : JSON.parse(row.tries),
    ...(row.overdue_told === 1 ? { overdueTold: true } : {}),
    moves: row.moves,
  };
}

export function toMove(row: MoveRow): OrderMove {
  return {
    orderId: row.order_id,
    n: row.n,
    atMs: row.at_ms,
    from: row.from_state ?? undefined,
    to: row.to_state,
    units: row.units,
    by: row.moved_by,
    reason: row.reason ?? undefined,
  };
}
