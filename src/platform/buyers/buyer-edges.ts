import type { BuyerEdge } from "../../domain/identity/across-sales/buyer-edges.ts";

const EDGES_MAX = 200;

/** Links between accounts, known from all sales, strongest first; a pair is named once. */
export async function earlierEdges(db: D1Database, accounts: readonly string[]): Promise<readonly BuyerEdge[]> {
  const { results } = await db
    .prepare(
      `SELECT account, other, kinds, weight, sale_id AS saleId, at_ms AS atMs FROM buyer_edge
       WHERE account IN (SELECT value FROM json_each(?1))
         AND (account < other OR other NOT IN (SELECT value FROM json_each(?1)))
       ORDER BY weight DESC, at_ms, account, other LIMIT ${EDGES_MAX}`,
    )
    .bind(JSON.stringify(accounts))
    .all<Omit<BuyerEdge, "kinds"> & { readonly kinds: string }>();
  return results.map((edge) => ({ ...edge, kinds: JSON.parse(edge.kinds) }));
}
