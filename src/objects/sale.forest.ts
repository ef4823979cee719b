import type { ClusterNode, ClusterStore, ClusterSums, Join } from "../domain/identity/cluster/cluster-store.ts";
import type { Grade } from "../domain/identity/cluster/evidence.ts";
import { inChunks } from "./in-chunks.ts";
import { packedRows } from "./packed-rows.ts";
import { keptPlaces } from "./sale.places.ts";

type ClusterRow = {
  joined: string | null;
  accounts: number;
  units: number;
  paid_holds: number;
  unpaid_holds: number;
  last_unpaid_at_ms: number | null;
  created_from_hour: number | null;
  created_to_hour: number | null;
};
type PackedSums = readonly [
  accounts: number,
  units: number,
  paidHolds: number,
  unpaidHolds: number,
  lastUnpaidAtMs: number | null,
  createdFromHour: number | null,
  createdToHour: number | null,
];
type PackedPlace = readonly [grade: Grade, account: string, parent: string | null, ...PackedSums];
/** Nodes that one statement writes: the runtime binds at most a hundred values. */
const CLUSTER_WRITE_ROWS = 9;
/** Columns of a cluster's node without its reasons. */
const PLACE = `cluster.grade, cluster.account, cluster.parent, cluster.accounts, cluster.units, cluster.paid_holds,
  cluster.unpaid_holds, cluster.last_unpaid_at_ms, cluster.created_from_hour, cluster.created_to_hour`;

type ForestStore = Pick<
  ClusterStore,
  "findClusterNode" | "findClusterPlaces" | "writeClusterNodes" | "clusterChildren" | "clusterMembers"
>;

/**
 * Which accounts belong together: a row for each account and grade, those of one account side by side.
 * @returns `discard` forgets what is kept in memory
 */
export function sqlForest(sql: SqlStorage): { readonly forest: ForestStore; readonly discard: () => void } {
  const places = keptPlaces((accounts) =>
    packedRows<PackedPlace>(
      sql,
      `WITH RECURSIVE place AS (
         SELECT ${PLACE} FROM json_each(?) AS asked CROSS JOIN cluster ON cluster.account = asked.value
         UNION
         SELECT ${PLACE} FROM place CROSS JOIN cluster ON cluster.account = place.parent
       )
       SELECT json_group_array(json_array(grade, account, parent, accounts, units, paid_holds, unpaid_holds,
         last_unpaid_at_ms, created_from_hour, created_to_hour)) AS packed FROM place`,
      JSON.stringify(accounts),
    ).map(([grade, account, parent, ...sums]) => [
      grade,
      account,
      { parent: parent ?? undefined, sums: unpackSums(sums) },
    ]),
  );
  const forest: ForestStore = {
    findClusterNode(grade, account) {
      const [row] = sql
        .exec<ClusterRow>(
          `SELECT joined, accounts, units, paid_holds, unpaid_holds, last_unpaid_at_ms, created_from_hour, created_to_hour
         FROM cluster WHERE grade = ? AND account = ?`,
          grade,
          account,
        )
        .toArray();
      return row === undefined ? undefined : toClusterNode(row);
    },
    findClusterPlaces: places.find,
    writeClusterNodes(grade, nodes) {
      for (const some of inChunks([...nodes], CLUSTER_WRITE_ROWS)) {
        sql.exec(
          `INSERT OR REPLACE INTO cluster (account, grade, parent, joined, accounts, units, paid_holds, unpaid_holds,
             last_unpaid_at_ms, created_from_hour, created_to_hour)
           VALUES ${some.map(() => "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").join(", ")}`,
          ...some.flatMap(([account, { joined, sums }]) => [
            account,
            grade,
            joined?.parent ?? null,
            joined === undefined ? null : JSON.stringify(joined),
            sums.accounts,
            sums.units,
            sums.paidHolds,
            sums.unpaidHolds,
            sums.lastUnpaidAtMs ?? null,
            sums.createdFromHour ?? null,
            sums.createdToHour ?? null,
          ]),
        );
      }
      places.note(grade, nodes);
    },
    clusterChildren(grade, account) {
      return sql
        .exec<{ account: string }>(
          "SELECT account FROM cluster WHERE parent = ? AND grade = ? ORDER BY account",
          account,
          grade,
        )
        .toArray()
        .map(({ account: child }) => child);
    },

    // A plain join would be turned round, and read every cluster of the sale at each step.
    clusterMembers(grade, root) {
      const rows = sql.exec<{ account: string }>(
        `WITH RECURSIVE member (account) AS (
           SELECT ?2 UNION ALL
           SELECT cluster.account FROM member CROSS JOIN cluster ON cluster.parent = member.account AND cluster.grade = ?1
         ) SELECT account FROM member`,
        grade,
        root,
      );
      return [...rows].map(({ account }) => account);
    },
  };
  return { forest, discard: places.discard };
}

function toClusterNode(row: ClusterRow): ClusterNode {
  const joined: Join | undefined = row.joined === null ? undefined : JSON.parse(row.joined);
  const sums = unpackSums([
    row.accounts,
    row.units,
    row.paid_holds,
    row.unpaid_holds,
    row.last_unpaid_at_ms,
    row.created_from_hour,
    row.created_to_hour,
  ]);
  return { joined, sums };
}

function unpackSums([accounts, units, paidHolds, unpaidHolds, lastUnpaidAtMs, from, to]: PackedSums): ClusterSums {
  return {
    accounts,
    units,
    paidHolds,
    unpaidHolds,
    lastUnpaidAtMs: lastUnpaidAtMs ?? undefined,
    createdFromHour: from ?? undefined,
    createdToHour: to ?? undefined,
  };
}
