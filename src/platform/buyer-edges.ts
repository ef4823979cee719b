/** Why an account belongs together with another one since some earlier sale. */
export type EarlierEdge = {
  readonly account: string;
  readonly other: string;
  readonly kinds: readonly string[];
  readonly weight: number;
  readonly saleId: string;
  readonly atMs: number;
};

const EDGES_MAX = 200;

/** What is known from all sales about the company of some accounts, strongest first; a pair is named once. */
export async function earlierEdges(db: D1Database, accounts: readonly string[]): Promise<readonly EarlierEdge[]> {
  const { results } = await db
    .prepare(
      `SELECT account, other, kinds, weight, sale_id AS saleId, at_ms AS atMs FROM buyer_edge
       WHERE account IN (SELECT value FROM json_each(?1))
         AND (account < other OR other NOT IN (SELECT value FROM json_each(?1)))
       ORDER BY weight DESC, at_ms, account, other LIMIT ${EDGES_MAX}`,
    )
    .bind(JSON.stringify(accounts))
    .all<Omit<EarlierEdge, "kinds"> & { readonly kinds: string }>();
  return results.map((edge) => ({ ...edge, kinds: JSON.parse(edge.kinds) }));
}
