import type { SellerKind } from "../domain/case/seller-identity.ts";
import type { ImpostorKey } from "../domain/impostor-lists.ts";
import type { SellerKey } from "./seller-keys.ts";

export async function keepIdentity(
  db: D1Database,
  caseId: string,
  keys: readonly SellerKey[],
  nowMs: number,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO case_identity (case_id, pseudonym, kind, shop, added_at_ms)
       SELECT ?2, value ->> 'pseudonym', value ->> 'kind', value ->> 'shop', ?3 FROM json_each(?1) WHERE true
       ON CONFLICT DO NOTHING`,
    )
    .bind(JSON.stringify(keys), caseId, nowMs)
    .run();
}

/** Forgets what the seller of a case was known by. */
export async function dropIdentity(db: D1Database, caseId: string, kind: SellerKind): Promise<void> {
  await db.prepare("DELETE FROM case_identity WHERE case_id = ? AND kind = ?").bind(caseId, kind).run();
}

/** By what the seller of a case is known, and at how many shops. */
export async function caseIdentities(
  db: D1Database,
  caseId: string,
): Promise<{ readonly kind: SellerKind; readonly shops: number; readonly keys: number }[]> {
  const { results } = await db
    .prepare(
      `SELECT kind, COUNT(DISTINCT shop) AS shops, COUNT(*) AS keys FROM case_identity WHERE case_id = ?
       GROUP BY kind ORDER BY kind`,
    )
    .bind(caseId)
    .all<{ kind: SellerKind; shops: number; keys: number }>();
  return results;
}

/** The keys of every seller whom two people have confirmed as an impostor, taken down or not. */
export async function impostorKeys(db: D1Database): Promise<ImpostorKey[]> {
  const { results } = await db
    .prepare(
      `SELECT kind, pseudonym, case_id AS caseId, confirmed_at_ms AS confirmedAtMs
       FROM case_identity JOIN reseller_case USING (case_id)
       WHERE state IN ('confirmed', 'taken_down') AND confirmed_at_ms IS NOT NULL
       ORDER BY confirmed_at_ms, case_id, pseudonym`,
    )
    .all<ImpostorKey>();
  return results;
}
