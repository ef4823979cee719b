import type { ClusterNode, ClusterSums } from "../domain/identity/cluster/cluster-store.ts";
import { GRADES, type Grade } from "../domain/identity/cluster/evidence.ts";
import type { AccountNodes, SaleBacking } from "../domain/sale/backing.ts";
import type { NamedRows } from "../domain/sale/memory/stored-rows.ts";
import type { Sql, SqlValue } from "./sql.ts";
import { inKeyOrder, insertAll, namesIn } from "./sql-rows.ts";

type ClusterRow = {
  account: string;
  grade: Grade;
  joined: string | null;
  accounts: number;
  units: number;
  paid_holds: number;
  unpaid_holds: number;
  last_unpaid_at_ms: number | null;
  created_from_hour: number | null;
  created_to_hour: number | null;
};

/** Which accounts belong together, in SQLite: a row for each account and grade, those of one account side by side. */
export function sqlNodes(sql: Sql): NamedRows<AccountNodes> {
  return {
    read(accounts) {
      const nodes = new Map<string, AccountNodes>();
      const rows = sql.exec<ClusterRow>(
        `SELECT account, grade, joined, accounts, units, paid_holds, unpaid_holds, last_unpaid_at_ms, created_from_hour,
           created_to_hour FROM cluster WHERE account IN (SELECT value FROM json_each(?))`,
        JSON.stringify(accounts),
      );
      for (const row of rows) nodes.set(row.account, { ...nodes.get(row.account), [row.grade]: toNode(row) });
      return nodes;
    },
    write(changes) {
      insertAll(
        sql,
        `INSERT OR REPLACE INTO cluster (account, grade, parent, joined, accounts, units, paid_holds, unpaid_holds,
           last_unpaid_at_ms, created_from_hour, created_to_hour)`,
        inKeyOrder(changes).flatMap(({ key, row, before }) =>
          GRADES.flatMap((grade) => {
            const node = row[grade];
            return node === undefined || node === before?.[grade] ? [] : [[key, grade, ...valuesOf(node)]];
          }),
        ),
      );
    },
    namesAfter: namesIn(sql, "cluster", "account"),
  };
}

/** Clusters as a whole. */
export function sqlForestScans(sql: Sql): Pick<SaleBacking, "clusterChildren" | "clusterMembers"> {
  const accountsOf = (rows: Iterable<{ account: string }>) => [...rows].map(({ account }) => account);
  return {
    clusterChildren: (grade, account) =>
      accountsOf(
        sql.exec<{ account: string }>(
          "SELECT account FROM cluster WHERE parent = ? AND grade = ? ORDER BY account",
          account,
          grade,
        ),
      ),
    // A plain join would be turned round, and read every cluster of the sale at each step.
    clusterMembers: (grade, root) =>
      accountsOf(
        sql.exec<{ account: string }>(
          `WITH RECURSIVE member (account) AS (
             SELECT ?2 UNION ALL
             SELECT cluster.account FROM member CROSS JOIN cluster ON cluster.parent = member.account AND cluster.grade = ?1
           ) SELECT account FROM member`,
          grade,
          root,
        ),
      ),
  };
}

function valuesOf({ joined, sums }: ClusterNode): readonly SqlValue[] {
  return [
    joined?.parent ?? null,
    joined === undefined ? null : JSON.stringify(joined),
    sums.accounts,
    sums.units,
    sums.paidHolds,
    sums.unpaidHolds,
    sums.lastUnpaidAtMs ?? null,
    sums.createdFromHour ?? null,
    sums.createdToHour ?? null,
  ];
}

function toNode(row: ClusterRow): ClusterNode {
  const sums: ClusterSums = {
    accounts: row.accounts,
    units: row.units,
    paidHolds: row.paid_holds,
    unpaidHolds: row.unpaid_holds,
    lastUnpaidAtMs: row.last_unpaid_at_ms ?? undefined,
    createdFromHour: row.created_from_hour ?? undefined,
    createdToHour: row.created_to_hour ?? undefined,
  };
  return { joined: row.joined === null ? undefined : JSON.parse(row.joined), sums };
}
