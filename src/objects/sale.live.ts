import { VERDICTS, type Verdict } from "../domain/decision/decision.ts";
import { type PackedRecord, type TextOf, unpackRecord } from "../domain/decision/packed-record.ts";
import { assert } from "../domain/result.ts";
import type { SaleContext } from "../domain/sale/context.ts";
import {
  type LedgerView,
  type PressureView,
  type SaleView,
  viewLedger,
  viewPressure,
  viewSale,
} from "../domain/sale/read-sale.ts";

/** Attempts of one second, by verdict. */
export type LiveSecond = { readonly atMs: number } & { readonly [verdict in Verdict]: number };

export type RecentDecision = {
  readonly decisionId: string;
  readonly atMs: number;
  readonly channel: string;
  readonly quantity: number;
  readonly verdict: Verdict;
  readonly reasonCodes: readonly string[];
  readonly allocation: string;
};

/** What the console watches while a sale runs. */
export type LiveView = {
  readonly series: readonly LiveSecond[];
  readonly reasons: readonly { readonly code: string; readonly count: number }[];
  readonly recent: readonly RecentDecision[];
};

/** A sale, its exact figures and its latest activity. */
export type WatchedSale = {
  readonly view: SaleView;
  readonly ledger: LedgerView;
  readonly pressure: PressureView;
} & LiveView;

const SERIES_SECONDS_MAX = 600;
const REASONS_MAX = 12;
const RECENT_MAX = 20;

/** With the last ten minutes of activity, the commonest reasons and the latest decisions. Reads few rows, whatever the sale's size. */
export function viewWatched(context: SaleContext, sql: SqlStorage, textOf: TextOf): WatchedSale {
  const view = viewSale(context);
  const ledger = viewLedger(context, "staff");
  assert(view !== undefined && ledger.ok, "an object with a schema has a sale");
  return {
    view,
    ledger: ledger.value,
    pressure: viewPressure(context),
    series: series(sql),
    reasons: reasons(sql),
    recent: recent(sql, textOf),
  };
}

function series(sql: SqlStorage): LiveSecond[] {
  const rows = sql.exec<{ second: number; verdict: Verdict; attempts: number }>(
    `SELECT second, verdict, attempts FROM tally
     WHERE second > (SELECT COALESCE(MAX(second), 0) FROM tally) - ? ORDER BY second`,
    SERIES_SECONDS_MAX,
  );
  const seconds = new Map<number, { [verdict in Verdict]: number }>();
  for (const { second, verdict, attempts } of rows) {
    const counts = seconds.get(second) ?? { allow: 0, challenge: 0, review: 0, deny: 0 };
    if (VERDICTS.includes(verdict)) counts[verdict] = attempts;
    seconds.set(second, counts);
  }
  return [...seconds].map(([second, counts]) => ({ atMs: second * 1000, ...counts }));
}

function reasons(sql: SqlStorage) {
  return sql
    .exec<{ code: string; count: number }>(
      "SELECT code, SUM(attempts) AS count FROM reason_tally GROUP BY code ORDER BY count DESC, code LIMIT ?",
      REASONS_MAX,
    )
    .toArray();
}

function recent(sql: SqlStorage, textOf: TextOf): RecentDecision[] {
  const rows = sql
    .exec<{ record: string }>("SELECT record FROM attempt ORDER BY seq DESC LIMIT ?", RECENT_MAX)
    .toArray();
  return rows.map(({ record }) => {
    const packed: PackedRecord = JSON.parse(record);
    const { decisionId, atMs, channel, quantity, decision, allocation } = unpackRecord(packed, textOf);
    return {
      decisionId,
      atMs,
      channel,
      quantity,
      verdict: decision.verdict,
      reasonCodes: decision.reasons.map(({ code }) => code),
      allocation: allocation.status,
    };
  });
}
