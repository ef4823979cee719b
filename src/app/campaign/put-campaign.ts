import {
  type Campaign,
  type CampaignSale,
  type CampaignTerms,
  type Clash,
  campaignSaleOf,
  changedFixedTerms,
  firstClash,
  isCampaignId,
} from "../../domain/campaign/campaign.ts";
import { SERIES_SALES_MAX } from "../../domain/limits.ts";
import { assert, err, ok, type Result } from "../../domain/result.ts";
import type { SaleDefinition } from "../../domain/terms/definition.ts";
import { findCampaign, findCampaignOf, salesOfCampaign, writeCampaign } from "../../platform/sales/campaigns.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";

const NOT_AN_ID =
  "A campaign id is 1 to 60 characters of a-z, 0-9 and hyphen, and does not begin with a hyphen: its sales are called after it.";
const TAKEN: Problem = {
  slug: "campaign-id-taken",
  detail: "Campaign ids are shared by all shops of a deployment. Choose another id.",
};
const BECAUSE: { readonly [because in Clash["because"]]: string } = {
  overlap: "is still open when the later one opens",
  "too-late-to-carry": "closes only after the registration of the later one, so that nobody could be carried there",
};

/** The campaign with its sales. */
export type CampaignView = { readonly campaign: Campaign; readonly sales: readonly CampaignSale[] };

/** 400 for a text that no campaign can be called by. */
export function campaignIdProblem(campaignId: string): Problem | undefined {
  return isCampaignId(campaignId) ? undefined : { ...invalid([]), detail: NOT_AN_ID };
}

/** Makes a campaign, or changes its title, and its rules while none of its sales has begun. A repeat changes nothing. */
export async function putCampaign(
  { db, config, nowMs }: Pick<Deps, "db" | "config" | "nowMs">,
  { campaignId, shop, terms }: { readonly campaignId: string; readonly shop: string; readonly terms: CampaignTerms },
): Promise<Result<CampaignView, Problem>> {
  const refused = campaignIdProblem(campaignId);
  if (refused !== undefined) return err(refused);
  const before = await findCampaign(db, campaignId);
  if (before !== undefined && before.shop !== shop) return err(TAKEN);
  const sales = await salesOfCampaign(db, { shop, campaignId });
  const fixed = before === undefined ? [] : changedFixedTerms(before, terms, { sales, nowMs });
  if (fixed.length > 0) return err(fixedProblem(fixed));
  const clash = firstClash(sales, terms);
  if (clash !== undefined) return err(clashProblem(clash));
  const [pepper] = config.peppers;
  assert(pepper !== undefined, "a checked configuration has a pepper");
  const campaign = { campaignId, shop, ...terms, pepperEpoch: before?.pepperEpoch ?? pepper.epoch };
  return (await writeCampaign(db, campaign, nowMs)) ? ok({ campaign, sales }) : err(TAKEN);
}

/** The campaign that a sale names, and whether the sale may stand in it as it is put. */
export async function campaignForSale(
  { db }: Pick<Deps, "db">,
  { saleId, shop, definition }: { readonly saleId: string; readonly shop: string; readonly definition: SaleDefinition },
): Promise<Result<Campaign | undefined, Problem>> {
  if (definition.test) return ok(undefined);
  const campaign = await findCampaignOf(db, { shop, campaignId: definition.campaignId });
  if (campaign === undefined) return ok(undefined);
  const others = (await salesOfCampaign(db, campaign)).filter((sale) => sale.saleId !== saleId);
  if (others.length >= SERIES_SALES_MAX) {
    const detail = `names a campaign of ${SERIES_SALES_MAX} sales, which is as many as one may have`;
    return err(invalid([{ pointer: "/campaignId", detail }]));
  }
  const clash = firstClash([...others, campaignSaleOf(saleId, definition)], campaign);
  return clash === undefined ? ok(campaign) : err(clashProblem(clash));
}

/** A campaign as anybody may see it. */
export async function viewCampaign(
  { db }: Pick<Deps, "db">,
  campaignId: string,
): Promise<Result<CampaignView, Problem>> {
  const campaign = await findCampaign(db, campaignId);
  if (campaign === undefined) {
    return err({ slug: "campaign-unknown", detail: "No campaign has this id. Its shop makes it with PUT." });
  }
  return ok({ campaign, sales: await salesOfCampaign(db, campaign) });
}

function fixedProblem(fields: readonly string[]): Problem {
  return {
    slug: "campaign-field-fixed",
    detail: `${fields.join(", ")}: fixed, since a sale of the campaign has begun. Buyers were told it.`,
    errors: fields.map((field) => ({
      pointer: `/${field}`,
      detail: "is fixed since a sale of the campaign has begun",
    })),
  };
}

function clashProblem({ earlier, later, because }: Clash): Problem {
  return {
    slug: "campaign-sales-clash",
    detail: `Sale ${earlier} ${BECAUSE[because]}: ${later}. Change the times of one of them.`,
    members: { earlier, later },
  };
}
