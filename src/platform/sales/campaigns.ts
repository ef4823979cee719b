import type { Campaign, CampaignSale, DrawOutcome } from "../../domain/campaign/campaign.ts";

type CampaignRow = {
  readonly campaign_id: string;
  readonly shop: string;
  readonly title: string;
  readonly weight_max: number;
  readonly carry_registration: number;
  readonly one_per_person: number;
  readonly pepper_epoch: string;
};

type SaleRow = {
  readonly sale_id: string;
  readonly title: string;
  readonly units: number | null;
  readonly begins_at_ms: number;
  readonly opens_at_ms: number;
  readonly closes_at_ms: number;
  readonly registration_closes_at_ms: number | null;
  /** Of a draw that is over; the others of a sale whose purchases were copied. */
  readonly by_weight: string | null;
  readonly registered: number | null;
  readonly eligible: number | null;
  readonly called: number | null;
  readonly carried: number | null;
  readonly sold: number | null;
};

/** @throws what D1 throws */
export async function findCampaign(db: D1Database, campaignId: string): Promise<Campaign | undefined> {
  const row = await db.prepare("SELECT * FROM campaign WHERE campaign_id = ?").bind(campaignId).first<CampaignRow>();
  return row === null ? undefined : campaignOf(row);
}

/** The campaign of a sale, where its shop made one of that name. */
export async function findCampaignOf(
  db: D1Database,
  { shop, campaignId }: { readonly shop: string; readonly campaignId?: string | undefined },
): Promise<Campaign | undefined> {
  const found = campaignId === undefined ? undefined : await findCampaign(db, campaignId);
  return found?.shop === shop ? found : undefined;
}

/** A campaign in the list of them. */
export type ListedCampaign = {
  readonly campaignId: string;
  readonly shop: string;
  readonly title: string;
  readonly sales: number;
  /** When the last of its sales opens; absent where it has none yet. */
  readonly lastOpensAtMs?: number | undefined;
};

/** Campaigns that a list shows; those that were changed longest ago are left out. */
export const CAMPAIGNS_LISTED_MAX = 200;

/** The campaigns of all shops, the latest change first. @throws what D1 throws */
export async function listCampaigns(db: D1Database): Promise<readonly ListedCampaign[]> {
  const { results } = await db
    .prepare(
      `SELECT campaign_id AS campaignId, campaign.shop, campaign.title, COUNT(sale_id) AS sales,
         MAX(opens_at_ms) AS lastOpensAtMs
       FROM campaign LEFT JOIN sale USING (campaign_id, shop)
       GROUP BY campaign_id ORDER BY campaign.updated_at_ms DESC, campaign_id LIMIT ?`,
    )
    .bind(CAMPAIGNS_LISTED_MAX)
    .all<Omit<ListedCampaign, "lastOpensAtMs"> & { readonly lastOpensAtMs: number | null }>();
  return results.map(({ lastOpensAtMs, ...rest }) => ({ ...rest, lastOpensAtMs: lastOpensAtMs ?? undefined }));
}

/** Makes a campaign, or changes what may change. @returns false where another shop's has that id: nothing is written then */
export async function writeCampaign(db: D1Database, campaign: Campaign, nowMs: number): Promise<boolean> {
  const { campaignId, shop, title, weightMax, carryRegistration, onePerPerson, pepperEpoch } = campaign;
  const { meta } = await db
    .prepare(
      `INSERT INTO campaign (campaign_id, shop, title, weight_max, carry_registration, one_per_person, pepper_epoch,
         updated_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (campaign_id) DO UPDATE SET title = excluded.title, weight_max = excluded.weight_max,
         carry_registration = excluded.carry_registration, one_per_person = excluded.one_per_person,
         updated_at_ms = excluded.updated_at_ms WHERE shop = excluded.shop`,
    )
    .bind(...[campaignId, shop, title, weightMax, carryRegistration ? 1 : 0, onePerPerson ? 1 : 0, pepperEpoch], nowMs)
    .run();
  return meta.changes > 0;
}

/** The sales of a campaign in their order; a test sale is none of them. */
export async function salesOfCampaign(
  db: D1Database,
  { shop, campaignId }: Pick<Campaign, "shop" | "campaignId">,
): Promise<readonly CampaignSale[]> {
  const { results } = await db
    .prepare(
      `SELECT sale.sale_id, title, sale.units, begins_at_ms, opens_at_ms, closes_at_ms, registration_closes_at_ms,
         registered, eligible, called, COALESCE(buyer_sale.units, campaign_draw.sold) AS sold, carried, by_weight
       FROM sale LEFT JOIN campaign_draw USING (sale_id) LEFT JOIN buyer_sale USING (sale_id) WHERE campaign_id = ? AND sale.shop = ? AND is_test = 0
       ORDER BY opens_at_ms, sale_id`,
    )
    .bind(campaignId, shop)
    .all<SaleRow>();
  return results.map(saleOf);
}

/** The sale before another one, where its campaign carries registrations: the draw of that sale is over once it says what came of it. */
export async function carriedSale(
  db: D1Database,
  { shop, campaignId, beforeMs }: Pick<Campaign, "shop" | "campaignId"> & { readonly beforeMs: number },
): Promise<{ readonly saleId: string; readonly isOver: boolean } | undefined> {
  const row = await db
    .prepare(
      `SELECT sale.sale_id, campaign_draw.sale_id IS NOT NULL AS is_over
       FROM campaign JOIN sale USING (campaign_id, shop) LEFT JOIN campaign_draw USING (sale_id)
       WHERE campaign_id = ? AND shop = ? AND carry_registration = 1 AND is_test = 0 AND opens_at_ms < ?
       ORDER BY opens_at_ms DESC LIMIT 1`,
    )
    .bind(campaignId, shop, beforeMs)
    .first<{ sale_id: string; is_over: number }>();
  return row === null ? undefined : { saleId: row.sale_id, isOver: row.is_over === 1 };
}

function campaignOf(row: CampaignRow): Campaign {
  return {
    campaignId: row.campaign_id,
    shop: row.shop,
    title: row.title,
    weightMax: row.weight_max,
    carryRegistration: row.carry_registration === 1,
    onePerPerson: row.one_per_person === 1,
    pepperEpoch: row.pepper_epoch,
  };
}

function saleOf(row: SaleRow): CampaignSale {
  const closesAtMs = row.registration_closes_at_ms;
  return {
    saleId: row.sale_id,
    title: row.title,
    units: row.units ?? 0,
    opensAtMs: row.opens_at_ms,
    closesAtMs: row.closes_at_ms,
    ...(row.sold === null ? {} : { sold: row.sold }),
    ...(row.by_weight === null ? {} : { draw: drawOf(row, row.by_weight) }),
    ...(closesAtMs === null ? {} : { registration: { opensAtMs: row.begins_at_ms, closesAtMs } }),
  };
}

function drawOf({ registered, eligible, called, carried }: SaleRow, byWeight: string): DrawOutcome {
  return {
    registered: registered ?? 0,
    eligible: eligible ?? 0,
    called: called ?? 0,
    carried: carried ?? 0,
    byWeight: JSON.parse(byWeight),
  };
}
