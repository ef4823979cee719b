import type { DrawOutcome } from "../../domain/campaign/campaign.ts";
import type { HeardAppeal } from "../../domain/campaign/heard-appeal.ts";
import { type WeightFact, weightOf } from "../../domain/campaign/weight.ts";

/** A campaign as its sales name it. */
export type NamedCampaign = { readonly shop: string; readonly campaignId: string };

/** The tickets of accounts in a draw; one where nothing is said of an account. */
export type TicketWeights = { readonly weightMax: number; readonly of: (account: string) => number };

type Row = WeightFact & { readonly account: string };

/**
 * Reads the weights of some accounts, a page of them at a time.
 * @param beforeMs when the draw is that they are for: of later ones nothing counts
 * @returns undefined where the shop made no such campaign
 * @throws what D1 throws
 */
export async function readWeights(
  db: D1Database,
  { shop, campaignId, beforeMs }: NamedCampaign & { readonly beforeMs: number },
  accounts: readonly string[],
): Promise<TicketWeights | undefined> {
  const [campaign, facts] = await db.batch<{ weightMax: number } & Row>([
    db
      .prepare("SELECT weight_max AS weightMax FROM campaign WHERE campaign_id = ? AND shop = ?")
      .bind(campaignId, shop),
    db
      .prepare(
        `SELECT account, kind, week, drawn_at_ms AS drawnAtMs FROM campaign_weight
         WHERE campaign_id = ? AND drawn_at_ms < ? AND account IN (SELECT value FROM json_each(?))`,
      )
      .bind(campaignId, beforeMs, JSON.stringify(accounts)),
  ]);
  const weightMax = campaign?.results[0]?.weightMax;
  if (weightMax === undefined) return undefined;
  const byAccount = new Map<string, WeightFact[]>();
  for (const fact of facts?.results ?? []) {
    const known = byAccount.get(fact.account);
    if (known === undefined) byAccount.set(fact.account, [fact]);
    else known.push(fact);
  }
  return { weightMax, of: (account) => weightOf(byAccount.get(account) ?? [], weightMax) };
}

/** What one draw adds for one account. */
export type NewFact = Pick<WeightFact, "kind"> & { readonly account: string };

/** Writes down what a draw adds, once, however often it is said. Who was called begins anew: what was before counts no more. */
export async function writeWeightFacts(
  db: D1Database,
  { campaignId, week, drawnAtMs }: { readonly campaignId: string } & Pick<WeightFact, "week" | "drawnAtMs">,
  facts: readonly NewFact[],
): Promise<void> {
  if (facts.length === 0) return;
  const called = facts.filter(({ kind }) => kind === "called").map(({ account }) => account);
  await db.batch([
    db
      .prepare(
        `INSERT INTO campaign_weight (campaign_id, account, kind, week, drawn_at_ms)
         SELECT ?1, value ->> 'account', value ->> 'kind', ?2, ?3 FROM json_each(?4) WHERE true
         ON CONFLICT (campaign_id, account, kind, week) DO UPDATE SET drawn_at_ms = MAX(drawn_at_ms, excluded.drawn_at_ms)`,
      )
      .bind(campaignId, week, drawnAtMs, JSON.stringify(facts)),
    db
      .prepare(
        `DELETE FROM campaign_weight WHERE campaign_id = ? AND drawn_at_ms < ?
         AND account IN (SELECT value FROM json_each(?))`,
      )
      .bind(campaignId, drawnAtMs, JSON.stringify(called)),
  ]);
}

/** Forgets what counts for accounts, in every campaign: a pseudonym is of one shop. */
export async function forgetWeights(db: D1Database, accounts: readonly string[]): Promise<void> {
  await db
    .prepare("DELETE FROM campaign_weight WHERE account IN (SELECT value FROM json_each(?))")
    .bind(JSON.stringify(accounts))
    .run();
}

/** Writes down an appeal that was upheld, once, however often it is said; where the shop made no such campaign, nothing. */
export async function writeHeardAppeal(db: D1Database, { shop, account, ...heard }: HeardAppeal): Promise<void> {
  const { campaignId, kind, drawnAtMs } = heard;
  const known = await readWeights(db, { shop, campaignId, beforeMs: drawnAtMs }, [account]);
  if (known !== undefined) await writeWeightFacts(db, heard, [{ kind, account }]);
}

/** Says what came of a draw; again, the same. */
export async function writeCampaignDraw(
  db: D1Database,
  saleId: string,
  { registered, eligible, called, sold, carried, byWeight }: DrawOutcome & { readonly sold: number },
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO campaign_draw (sale_id, registered, eligible, called, sold, carried, by_weight)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (sale_id) DO UPDATE SET registered = excluded.registered, eligible = excluded.eligible,
         called = excluded.called, sold = excluded.sold, carried = excluded.carried, by_weight = excluded.by_weight`,
    )
    .bind(saleId, registered, eligible, called, sold, carried, JSON.stringify(byWeight))
    .run();
}
