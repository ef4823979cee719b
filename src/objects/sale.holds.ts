import type { AddressMatch } from "../domain/identity/address/same-door.ts";
import type { HoldRows } from "../domain/sale/rows/hold-rows.ts";
import type { Hold, HoldState } from "../domain/stock/stock.ts";
import { firstRow } from "./first-row.ts";

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
};

/**
 * Due holds, at most so many at a time: `sweep` asks again until none is due. The limit is part of the text because SQLite
 * compiles a statement anew whenever a limit is bound to it.
 */
const DUE_HOLDS = "SELECT * FROM hold WHERE due_at_ms <= ? ORDER BY due_at_ms LIMIT 200";

/** Holds in SQLite. */
export function sqlHolds(sql: SqlStorage): HoldRows {
  return {
    findHold(holdId) {
      const row = firstRow<HoldRow>(sql, "SELECT * FROM hold WHERE hold_id = ?", holdId);
      return row === undefined ? undefined : toHold(row);
    },
    writeHold(hold) {
      sql.exec(
        `INSERT OR REPLACE INTO hold (hold_id, decision_id, account, links, quantity, state, created_at_ms, expires_at_ms,
           ended_at_ms, returns_at_ms, order_id, household, holder_key, verified_at_ms, verified_under,
           address_match, turn_round, turn_place)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        hold.holdId,
        hold.decisionId,
        hold.account,
        JSON.stringify(hold.links),
        hold.quantity,
        hold.state,
        hold.createdAtMs,
        hold.expiresAtMs,
        hold.endedAtMs ?? null,
        hold.returnsAtMs ?? null,
        hold.orderId ?? null,
        hold.household ?? null,
        hold.holderKey ?? null,
        hold.verifiedAtMs ?? null,
        hold.verifiedUnder ?? null,
        hold.addressMatch ?? null,
        hold.turn?.round ?? null,
        hold.turn?.place ?? null,
      );
    },
    // Without an index, which every redeem would have to write: staff ask a few times a day.
    holdsOfOrder(orderId) {
      return sql.exec<HoldRow>("SELECT * FROM hold WHERE order_id = ? ORDER BY hold_id", orderId).toArray().map(toHold);
    },
    dueHolds(nowMs) {
      return sql.exec<HoldRow>(DUE_HOLDS, nowMs).toArray().map(toHold);
    },
    nextDueMs() {
      return firstRow<{ due: number }>(
        sql,
        "SELECT due_at_ms AS due FROM hold WHERE due_at_ms IS NOT NULL ORDER BY due_at_ms LIMIT 1",
      )?.due;
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
    turn:
      row.turn_round === null || row.turn_place === null ? undefined : { round: row.turn_round, place: row.turn_place },
  };
}
