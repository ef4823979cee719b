import type { IdentityKeys } from "../../domain/identity/identity.ts";
import { isNotCut } from "../../platform/buyers/buyers.ts";
import type { ClueKind } from "../domain/case/case-file-entry.ts";
import type { CaseState } from "../domain/case/case-state.ts";

/** A purchase that a number on a listing led to. */
export type TracedPurchase = {
  readonly decisionId: string;
  readonly clue: ClueKind;
  /** Pseudonym of the account that bought. */
  readonly account: string;
  readonly tracedAtMs: number;
};

/** A purchase with the accounts that belong to the one that bought: by what they share, in this sale or another. */
export type CasePurchase = TracedPurchase & { readonly company: readonly string[] };

/** Accounts of one company that are shown. */
const COMPANY_MAX = 64;

/** Whoever edges lead to, from the accounts on, but for those whom staff have said to be somebody else. */
const COMPANY = `WITH RECURSIVE member (root, account) AS (
    SELECT value, value FROM json_each(?1)
    UNION
    SELECT member.root, buyer_edge.other FROM member JOIN buyer_edge ON buyer_edge.account = member.account
    WHERE ${isNotCut("(SELECT member.account AS value UNION SELECT member.root)", "buyer_edge.other")}
    LIMIT ${COMPANY_MAX}
  )`;

/** Keeps purchases with a case; what is known of it already stays. */
export async function keepPurchases(
  db: D1Database,
  caseId: string,
  purchases: readonly TracedPurchase[],
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO case_purchase (case_id, decision_id, clue, account, traced_at_ms)
       SELECT ?2, value ->> 'decisionId', value ->> 'clue', value ->> 'account', value ->> 'tracedAtMs'
       FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
    )
    .bind(JSON.stringify(purchases), caseId)
    .run();
}

export async function dropPurchase(db: D1Database, caseId: string, decisionId: string): Promise<void> {
  await db.prepare("DELETE FROM case_purchase WHERE case_id = ? AND decision_id = ?").bind(caseId, decisionId).run();
}

/** The purchases of a case, each with the company of its account. */
export async function casePurchases(db: D1Database, caseId: string): Promise<CasePurchase[]> {
  const { results } = await db
    .prepare(
      `SELECT decision_id AS decisionId, clue, account, traced_at_ms AS tracedAtMs FROM case_purchase
       WHERE case_id = ? ORDER BY traced_at_ms, decision_id`,
    )
    .bind(caseId)
    .all<TracedPurchase>();
  return await Promise.all(results.map(async (row) => ({ ...row, company: await companyOf(db, row.account) })));
}

/** Other accounts that belong to one. */
async function companyOf(db: D1Database, account: string): Promise<string[]> {
  const { results } = await db
    .prepare(`${COMPANY} SELECT DISTINCT account FROM member WHERE account <> root ORDER BY account`)
    .bind(JSON.stringify([account]))
    .all<{ account: string }>();
  return results.map((row) => row.account);
}

/** A case that a checkout leads to, and how. */
export type LinkedCase = {
  readonly caseId: string;
  readonly subject: string;
  readonly state: CaseState;
  /** `purchase`: this checkout bought what the shop offers. `company`: an account did that belongs to its own. */
  readonly by: "purchase" | "company" | "identity";
};

/** Cases whose goods one of these accounts bought. */
export async function casesOfAccounts(db: D1Database, accounts: readonly string[]): Promise<LinkedCase[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT case_id AS caseId, subject, state, 'company' AS by
       FROM case_purchase JOIN reseller_case USING (case_id)
       WHERE account IN (SELECT value FROM json_each(?)) ORDER BY case_id`,
    )
    .bind(JSON.stringify(accounts))
    .all<LinkedCase>();
  return results;
}

/** Cases that a checkout leads to: by what it bought, by whom its account belongs to, or by who the seller is. */
export async function casesOfCheckout(
  db: D1Database,
  { decisionId, keys }: { readonly decisionId: string; readonly keys: IdentityKeys },
): Promise<LinkedCase[]> {
  const own = [keys.phone, keys.household, keys.payment].filter((key) => key !== undefined);
  const { results } = await db
    .prepare(
      `${COMPANY}, found (case_id, by, place) AS (
         SELECT case_id, 'purchase', 0 FROM case_purchase WHERE decision_id = ?2
         UNION ALL
         SELECT case_id, 'identity', 1 FROM case_identity WHERE pseudonym IN (SELECT value FROM json_each(?3))
         UNION ALL
         SELECT case_id, 'company', 2 FROM member JOIN case_purchase USING (account)
       )
       SELECT case_id AS caseId, subject, state, by FROM (
         SELECT case_id, by, ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY place) AS choice FROM found
       ) JOIN reseller_case USING (case_id) WHERE choice = 1 ORDER BY case_id`,
    )
    .bind(JSON.stringify([keys.account]), decisionId, JSON.stringify(own))
    .all<LinkedCase>();
  return results;
}
