import type { Config } from "../../config.ts";
import { IDENTIFIER_KINDS, type IdentifierKind } from "../../domain/identity/identifier.ts";
import type { IdentityKeys } from "../../domain/identity/identity.ts";
import { pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import type { NamedAccount } from "../../domain/registration/registration.ts";

/** What decisions are indexed by: what a person can name, and the delivery address. */
export const INDEXED_KINDS = [...IDENTIFIER_KINDS, "household"] as const;
export type IndexedKind = (typeof INDEXED_KINDS)[number];

/** What a person or a door is called by: one pseudonym for each shop and each epoch in use. */
export function pseudonymsInUse(
  { shops, peppers }: Config,
  shop: string | undefined,
  { kind, value }: { readonly kind: IndexedKind; readonly value: string },
): string[] {
  const names = shop === undefined ? [...shops.keys()] : [shop];
  return names.flatMap((name) => peppers.map((pepper) => pseudonymsFor(name, pepper)(kind, value)));
}

/** A decision and the keys of its checkout. */
export type KeyedDecision = {
  readonly decisionId: string;
  readonly saleId: string;
  readonly atMs: number;
  readonly keys: IdentityKeys;
};

/** The statement that indexes decisions by their keys; may be repeated. */
export function indexDecisions(db: D1Database, decisions: readonly KeyedDecision[]): D1PreparedStatement {
  const rows = decisions.map(({ decisionId, saleId, atMs, keys }) => [
    decisionId,
    saleId,
    atMs,
    ...INDEXED_KINDS.map((kind) => keys[kind] ?? null),
  ]);
  const columns = INDEXED_KINDS.map((kind, index) => ({ kind, value: `value ->> ${index + 3}` }));
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

/** What the archive is asked about: a person's pseudonyms of a kind, and accounts that registered with them and bought nothing yet. */
export type NamedPerson = {
  readonly kind: IdentifierKind;
  readonly pseudonyms: readonly string[];
  readonly registered: readonly NamedAccount[];
};

/** Whether several accounts came with one of these pseudonyms. Each is of one shop and pepper, as accounts are. */
export async function isShared(db: D1Database, { kind, pseudonyms, registered }: NamedPerson): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT 1 FROM
         (SELECT ${kind} AS pseudonym, account FROM decision_key WHERE ${kind} IN (SELECT value FROM json_each(?1))
          UNION SELECT value ->> 'pseudonym', value ->> 'account' FROM json_each(?2))
       GROUP BY pseudonym HAVING COUNT(*) > 1 LIMIT 1`,
    )
    .bind(JSON.stringify(pseudonyms), JSON.stringify(registered))
    .first();
  return row !== null;
}

/** Every decision about the accounts that ever came with one of these pseudonyms. */
export async function findDecisionsOf(
  db: D1Database,
  { kind, pseudonyms, registered }: NamedPerson,
): Promise<AccountDecision[]> {
  const { results } = await db
    .prepare(
      `SELECT decision_id AS decisionId, sale_id AS saleId, account FROM decision_key
       WHERE account IN (SELECT account FROM decision_key WHERE ${kind} IN (SELECT value FROM json_each(?1))
                         UNION SELECT value ->> 'account' FROM json_each(?2))`,
    )
    .bind(JSON.stringify(pseudonyms), JSON.stringify(registered))
    .all<AccountDecision>();
  return results;
}
