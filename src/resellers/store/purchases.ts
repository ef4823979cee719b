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
export type CasePurchase = TracedPurchase & { readonly linkedAccounts: readonly string[] };

/** Accounts linked to one that are shown. */
const LINKED_ACCOUNTS_MAX = 64;

/** Accounts that edges lead to from some accounts, without those that staff have cut off. */
const LINKED_ACCOUNTS = `WITH RECURSIVE member (root, account) AS (
    SELECT value, value FROM json_each(?1)
    UNION
    SELECT member.root, buyer_edge.other FROM member JOIN buyer_edge ON buyer_edge.account = member.account
    WHERE ${isNotCut("(SELECT member.account AS value UNION SELECT member.root)", "buyer_edge.other")}
    LIMIT ${LINKED_ACCOUNTS_MAX}
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

/** The purchases of a case, each with the accounts linked to the one that bought. */
export async function casePurchases(db: D1Database, caseId: string): Promise<CasePurchase[]> {
  const { results } = await db
    .prepare(
      `SELECT decision_id AS decisionId, clue, account, traced_at_ms AS tracedAtMs FROM case_purchase
       WHERE case_id = ? ORDER BY traced_at_ms, decision_id`,
    )
    .bind(caseId)
    .all<TracedPurchase>();
  return await Promise.all(results.map(async (row) => ({ ...row, linkedAccounts: await linkedTo(db, row.account) })));
}

/** Other accounts that edges link to one. */
async function linkedTo(db: D1Database, account: string): Promise<string[]> {
  const { results } = await db
    .prepare(`${LINKED_ACCOUNTS} SELECT DISTINCT account FROM member WHERE account <> root ORDER BY account`)
    .bind(JSON.stringify([account]))
    .all<{ account: string }>();
  return results.map((row) => row.account);
}

/** A case that a checkout leads to, and how. */
export type LinkedCase = {
  readonly caseId: string;
  readonly subject: string;
  readonly state: CaseState;
  /** `purchase`: this checkout bought what the shop offers. `linked-account`: an account did that is linked to its own. */
  readonly by: "purchase" | "linked-account" | "identity";
};

/** Cases whose goods one of these accounts bought. */
export async function casesOfAccounts(db: D1Database, accounts: readonly string[]): Promise<LinkedCase[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT case_id AS caseId, subject, state, 'linked-account' AS by
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
      `${LINKED_ACCOUNTS}, found (case_id, by, place) AS (
         SELECT case_id, 'purchase', 0 FROM case_purchase WHERE decision_id = ?2
         UNION ALL
         SELECT case_id, 'identity', 1 FROM case_identity WHERE pseudonym IN (SELECT value FROM json_each(?3))
         UNION ALL
         SELECT case_id, 'linked-account', 2 FROM member JOIN case_purchase USING (account)
       )
       SELECT case_id AS caseId, subject, state, by FROM (
         SELECT case_id, by, ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY place) AS choice FROM found
       ) JOIN reseller_case USING (case_id) WHERE choice = 1 ORDER BY case_id`,
    )
    .bind(JSON.stringify([keys.account]), decisionId, JSON.stringify(own))
    .all<LinkedCase>();
  return results;
}
