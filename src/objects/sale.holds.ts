import type { AddressMatch } from "../domain/identity/address/same-door.ts";
import type { SaleBacking } from "../domain/sale/backing.ts";
import type { NamedRows } from "../domain/sale/memory/stored-rows.ts";
import type { Hold, HoldState } from "../domain/stock/stock.ts";
import type { Sql } from "./sql.ts";
import { type SqlTable, sqlRows } from "./sql-rows.ts";

type HoldRow = {
  hold_id: string;
  decision_id: string;
  account: string;
  links: string;
  quantity: number;
  state: HoldState;
  created_at_ms: number;
  expires_at_ms: number;
  ended_at_ms: number | null;
  returns_at_ms: number | null;
  order_id: string | null;
  household: string | null;
  holder_key: string | null;
  verified_at_ms: number | null;
  verified_under: string | null;
  address_match: AddressMatch | null;
  turn_round: number | null;
  turn_place: number | null;
  collect_at: string | null;
  pool: string | null;
};

const HOLDS: SqlTable<HoldRow, Hold> = {
  name: "hold",
  key: "hold_id",
  columns: [
    "hold_id",
    "decision_id",
    "account",
    "links",
    "quantity",
    "state",
    "created_at_ms",
    "expires_at_ms",
    "ended_at_ms",
    "returns_at_ms",
    "order_id",
    "household",
    "holder_key",
    "verified_at_ms",
    "verified_under",
    "address_match",
    "turn_round",
    "turn_place",
    "collect_at",
    "pool",
  ],
  load: toHold,
  save: (hold) => ({
    hold_id: hold.holdId,
    decision_id: hold.decisionId,
    account: hold.account,
    links: JSON.stringify(hold.links),
    quantity: hold.quantity,
    state: hold.state,
    created_at_ms: hold.createdAtMs,
    expires_at_ms: hold.expiresAtMs,
    ended_at_ms: hold.endedAtMs ?? null,
    returns_at_ms: hold.returnsAtMs ?? null,
    order_id: hold.orderId ?? null,
    household: hold.household ?? null,
    holder_key: hold.holderKey ?? null,
    verified_at_ms: hold.verifiedAtMs ?? null,
    verified_under: hold.verifiedUnder ?? null,
    address_match: hold.addressMatch ?? null,
    turn_round: hold.turn?.round ?? null,
    turn_place: hold.turn?.place ?? null,
    collect_at: hold.collectAt ?? null,
    pool: hold.pool ?? null,
  }),
};

/** Holds in SQLite. */
export function sqlHolds(sql: Sql): NamedRows<Hold> {
  return sqlRows(sql, HOLDS);
}

/** Holds found otherwise than by their ids. */
export function sqlHoldScans(sql: Sql): Pick<SaleBacking, "holdsDueAfter" | "holdsOfOrder"> {
  return {
    // By the index of what is due. Before any moment is the least integer: SQLite knows no infinity in a statement.
    holdsDueAfter({ atMs, id }, max) {
      const rows = sql.exec<{ hold_id: string; due_at_ms: number }>(
        `SELECT hold_id, due_at_ms FROM hold WHERE due_at_ms IS NOT NULL AND (due_at_ms, hold_id) > (?, ?)
         ORDER BY due_at_ms, hold_id LIMIT ?`,
        Math.max(Number.MIN_SAFE_INTEGER, atMs),
        id,
        max,
      );
      return [...rows].map(({ hold_id, due_at_ms }) => ({ id: hold_id, atMs: due_at_ms }));
    },
    // Without an index, which every redeem would have to write: staff ask a few times a day.
    holdsOfOrder(orderId) {
      return sql.exec<HoldRow>("SELECT * FROM hold WHERE order_id = ? ORDER BY hold_id", orderId).toArray().map(toHold);
    },
  };
}

function toHold(row: HoldRow): Hold {
  const links: string[] = JSON.parse(row.links);
  return {
    holdId: row.hold_id,
    decisionId: row.decision_id,
    account: row.account,
    links,
    quantity: row.quantity,
    state: row.state,
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
    endedAtMs: row.ended_at_ms ?? undefined,
    returnsAtMs: row.returns_at_ms ?? undefined,
    orderId: row.order_id ?? undefined,
    household: row.household ?? undefined,
    holderKey: row.holder_key ?? undefined,
    verifiedAtMs: row.verified_at_ms ?? undefined,
    verifiedUnder: row.verified_under ?? undefined,
    addressMatch: row.address_match ?? undefined,
    collectAt: row.collect_at ?? undefined,
    pool: row.pool ?? undefined,
    turn:
      row.turn_round === null || row.turn_place === null ? undefined : { round: row.turn_round, place: row.turn_place },
  };
}
