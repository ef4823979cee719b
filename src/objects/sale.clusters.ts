/** A cluster in a list: the account that stands for it, and how many belong to it. */
export type ListedCluster = { readonly account: string; readonly accounts: number; readonly lastJoinedAtMs: number };

const LISTED_MAX = 50;

/** The largest clusters of a sale by what checkouts named, whatever came of them. */
export function largestClusters(sql: SqlStorage): readonly ListedCluster[] {
  return sql
    .exec<ListedCluster>(
      `SELECT root.account, root.accounts, (
         SELECT MAX(joined ->> '$.atMs') FROM cluster AS part WHERE part.parent = root.account AND part.grade = 'attempted'
       ) AS lastJoinedAtMs
       FROM cluster AS root WHERE root.grade = 'attempted' AND root.parent IS NULL AND root.accounts > 1
       ORDER BY root.accounts DESC, root.account LIMIT ?`,
      LISTED_MAX,
    )
    .toArray();
}
