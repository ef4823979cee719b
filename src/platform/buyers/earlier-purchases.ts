import type { EarlierRow } from "../../domain/campaign/earlier-purchases.ts";
import type { IdentityKeys } from "../../domain/identity/identity.ts";
import { LIMITS } from "../../domain/terms/limits.ts";
import type { NamedCampaign } from "../sales/campaign-weights.ts";

/** What was read of the sales before one. */
export type FoundPurchases = {
  readonly rows: readonly EarlierRow[];
  /** Earlier sales of which nothing was copied: nothing was sold there, or it is still to come. */
  readonly uncopied: readonly string[];
};

type FoundRow = EarlierRow & { readonly uncopied: string | null };

/**
 * What was bought in the sales of a campaign that were copied, under the keys of a buyer that have a limit, and which of the sales
 * before this one were not. Of a key as many accounts are read as held units with it: as few as the limits of those sales let hold.
 * @param keys the buyer's, under every epoch in use: an account and its links are of one epoch, so that nothing counts twice
 * @throws what D1 throws
 */
export async function findEarlierPurchases(
  db: D1Database,
  { shop, campaignId, saleId }: NamedCampaign & { readonly saleId: string },
  keys: readonly IdentityKeys[],
): Promise<FoundPurchases> {
  const accounts = keys.map(({ account }) => account);
  const links = keys.flatMap((each) =>
    LIMITS.flatMap(({ kind }) => {
      const pseudonym = kind === "account" ? undefined : each[kind];
      return pseudonym === undefined ? [] : [{ kind, link: `${kind}:${pseudonym}` }];
    }),
  );
  const { results } = await db
    .prepare(
      `WITH found (kind, account) AS (
         SELECT 'account', value FROM json_each(?1)
         UNION
         SELECT asked.value ->> 'kind', buyer_link.account
         FROM json_each(?2) AS asked JOIN buyer_link ON buyer_link.link = asked.value ->> 'link'
       )
       SELECT kind, SUM(buyer_purchase.units) AS units,
         SUM(CASE WHEN account IN (SELECT value FROM json_each(?1)) THEN buyer_purchase.units ELSE 0 END) AS own,
         NULL AS uncopied
       FROM found JOIN buyer_purchase USING (account) JOIN sale USING (sale_id)
       WHERE sale.campaign_id = ?3 AND sale.shop = ?4 GROUP BY kind
       UNION ALL
       SELECT '', 0, 0, sale_id FROM sale
       WHERE campaign_id = ?3 AND shop = ?4 AND is_test = 0
         AND opens_at_ms < (SELECT opens_at_ms FROM sale WHERE sale_id = ?5)
         AND NOT EXISTS (SELECT 1 FROM buyer_sale WHERE buyer_sale.sale_id = sale.sale_id)`,
    )
    .bind(JSON.stringify(accounts), JSON.stringify(links), campaignId, shop, saleId)
    .all<FoundRow>();
  return {
    rows: results.filter(({ uncopied }) => uncopied === null),
    uncopied: results.flatMap(({ uncopied }) => uncopied ?? []),
  };
}
