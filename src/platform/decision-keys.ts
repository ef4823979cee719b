import type { IdentityKeys } from "../domain/identity/identity.ts";

/** A decision and the keys of its checkout. */
export type KeyedDecision = {
  readonly decisionId: string;
  readonly saleId: string;
  readonly atMs: number;
  readonly keys: IdentityKeys;
};

/** The keys that a person can name or that name a home; the softer ones lead to neighbours. */
const INDEXED_KINDS = ["account", "device", "payment", "email", "phone", "household"] as const;

/** The statement that indexes decisions by the pseudonyms in them; may be repeated. */
export function indexDecisions(db: D1Database, decisions: readonly KeyedDecision[]): D1PreparedStatement {
  const rows = decisions.flatMap(({ keys, ...decision }) =>
    INDEXED_KINDS.flatMap((kind) => {
      const pseudonym = keys[kind];
      return pseudonym === undefined ? [] : [{ ...decision, pseudonym, account: keys.account }];
    }),
  );
  return db
    .prepare(
      `INSERT INTO decision_key (pseudonym, decision_id, sale_id, account, at_ms)
       SELECT value ->> 'pseudonym', value ->> 'decisionId', value ->> 'saleId', value ->> 'account', value ->> 'atMs'
       FROM json_each(?) WHERE true
       ON CONFLICT (pseudonym, decision_id) DO NOTHING`,
    )
    .bind(JSON.stringify(rows));
}
