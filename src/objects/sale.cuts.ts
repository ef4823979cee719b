import type { ClusterSums, KnownCut } from "../domain/identity/cluster/cluster-store.ts";
import type { CutList, SaleBacking } from "../domain/sale/backing.ts";
import type { BackingRows } from "../domain/sale/memory/stored-rows.ts";
import { packedRows } from "./packed-rows.ts";
import type { Sql } from "./sql.ts";
import { insertAll, sqlSums } from "./sql-rows.ts";

type CutRow = { account: string; other: string; seq: number; in_force: number; removed: string };
type AloneRow = {
  account: string;
  units: number;
  paid_holds: number;
  unpaid_holds: number;
  last_unpaid_at_ms: number | null;
  created_hour: number | null;
};

/** What staff said of clusters, in SQLite: few rows, of which those in force are read all at once. */
export function sqlCuts(sql: Sql): {
  readonly cuts: BackingRows<KnownCut>;
  readonly cutList: BackingRows<CutList>;
} {
  return {
    cuts: {
      read(pairs) {
        const cuts = new Map<string, KnownCut>();
        for (const pair of pairs) {
          const rows = sql.exec<CutRow>("SELECT * FROM cut WHERE account = ? AND other = ?", ...pair.split(" "));
          for (const row of rows) cuts.set(pair, toCut(row));
        }
        return cuts;
      },
      write(changes) {
        insertAll(
          sql,
          "INSERT OR REPLACE INTO cut (account, other, seq, in_force, removed)",
          changes.map(({ row: { account, other, seq, inForce, removed } }) => [
            account,
            other,
            seq,
            inForce ? 1 : 0,
            JSON.stringify(removed),
          ]),
        );
      },
    },
    cutList: sqlSums(([all = ""]) => new Map([[all, readList(sql)]])),
  };
}

function readList(sql: Sql): CutList {
  const pairs = packedRows<readonly [string, string]>(
    sql,
    `SELECT json_group_array(json_array(account, other)) AS packed
     FROM (SELECT account, other FROM cut WHERE in_force = 1 ORDER BY account, other)`,
  );
  const { seq } = sql.exec<{ seq: number }>("SELECT COALESCE(MAX(seq), 0) AS seq FROM cut").one();
  return { inForce: pairs.map(([account, other]) => ({ account, other })), latestSeq: seq };
}

/** A released hold that names an order was paid. */
const UNPAID = "state IN ('released', 'expired') AND order_id IS NULL";

/** What accounts did by themselves, from every hold and member. */
export function sqlAlone(sql: Sql): Pick<SaleBacking, "accountsAlone"> {
  return {
    accountsAlone(accounts) {
      const rows = sql.exec<AloneRow>(
        `WITH asked AS (SELECT value AS account FROM json_each(?)),
           held AS (
             SELECT account, TOTAL(CASE WHEN state IN ('held', 'sold') THEN quantity END) AS units,
               COUNT(CASE WHEN state = 'sold' THEN 1 END) AS paid_holds,
               COUNT(CASE WHEN ${UNPAID} THEN 1 END) AS unpaid_holds,
               MAX(CASE WHEN ${UNPAID} THEN ended_at_ms END) AS last_unpaid_at_ms
             FROM hold WHERE account IN (SELECT account FROM asked) GROUP BY account),
           made AS (
             SELECT account, MAX(created_hour) AS created_hour FROM link_member
             WHERE account IN (SELECT account FROM asked) GROUP BY account)
         SELECT asked.account, COALESCE(units, 0) AS units, COALESCE(paid_holds, 0) AS paid_holds,
           COALESCE(unpaid_holds, 0) AS unpaid_holds, last_unpaid_at_ms, created_hour
         FROM asked LEFT JOIN held ON held.account = asked.account LEFT JOIN made ON made.account = asked.account`,
        JSON.stringify(accounts),
      );
      return new Map([...rows].map((row) => [row.account, toSums(row)]));
    },
  };
}

function toCut({ in_force, removed, ...row }: CutRow): KnownCut {
  return { ...row, inForce: in_force === 1, removed: JSON.parse(removed) };
}

function toSums(row: AloneRow): ClusterSums {
  return {
    accounts: 1,
    units: row.units,
    paidHolds: row.paid_holds,
    unpaidHolds: row.unpaid_holds,
    lastUnpaidAtMs: row.last_unpaid_at_ms ?? undefined,
    createdFromHour: row.created_hour ?? undefined,
    createdToHour: row.created_hour ?? undefined,
  };
}
