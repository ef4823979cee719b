import { IDENTIFIER_KINDS, type IdentifierKind } from "../../domain/identity/identifier.ts";
import type { IdentityKeys } from "../../domain/identity/identity.ts";

/** A decision and the keys of its checkout. */
export type KeyedDecision = {
  readonly decisionId: string;
  readonly saleId: string;
  readonly atMs: number;
  readonly keys: IdentityKeys;
};

/** The statement that indexes decisions by what a person can name; may be repeated. */
export function indexDecisions(db: D1Database, decisions: readonly KeyedDecision[]): D1PreparedStatement {
  const rows = decisions.map(({ decisionId, saleId, atMs, keys }) => [
    decisionId,
    saleId,
    atMs,
    ...IDENTIFIER_KINDS.map((kind) => keys[kind] ?? null),
  ]);
  const columns = IDENTIFIER_KINDS.map((kind, index) => ({ kind, value: `value ->> ${index + 3}` }));
  return db
    .prepare(
      `INSERT INTO decision_key (decision_id, sale_id, at_ms, ${columns.map(({ kind }) => kind).join(", ")})
       SELECT value ->> 0, value ->> 1, value ->> 2, ${columns.map(({ value }) => value).join(", ")}
       FROM json_each(?) WHERE true
       ON CONFLICT (decision_id) DO NOTHING`,
    )
    .bind(JSON.stringify(rows));
}

/** A decision that was found, and whose it is. */
export type AccountDecision = { readonly decisionId: string; readonly saleId: string; readonly account: string };

/** Whether several accounts came with one of these pseudonyms of a kind. Each is of one shop and pepper, as accounts are. */
export async function isShared(db: D1Database, kind: IdentifierKind, pseudonyms: readonly string[]): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT 1 FROM decision_key WHERE ${kind} IN (SELECT value FROM json_each(?))
       GROUP BY ${kind} HAVING COUNT(DISTINCT account) > 1 LIMIT 1`,
    )
    .bind(JSON.stringify(pseudonyms))
    .first();
  return row !== null;
}

/** Every decision about the accounts that ever came with one of these pseudonyms of a kind. */
export async function findDecisionsOf(
  db: D1Database,
  kind: IdentifierKind,
  pseudonyms: readonly string[],
): Promise<AccountDecision[]> {
  const { results } = await db
    .prepare(
      `SELECT decision_id AS decisionId, sale_id AS saleId, account FROM decision_key
       WHERE account IN (SELECT account FROM decision_key WHERE ${kind} IN (SELECT value FROM json_each(?)))`,
    )
    .bind(JSON.stringify(pseudonyms))
    .all<AccountDecision>();
  return results;
}
