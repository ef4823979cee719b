import * as z from "zod";
import { CAMPAIGN_PHASES, type Campaign, type CampaignSale, campaignPhase } from "../domain/campaign/campaign.ts";
import { CAMPAIGN_WEIGHT_MAX } from "../domain/limits.ts";
import { instant, integer, text } from "../domain/text.ts";

const weightMax = integer(1, CAMPAIGN_WEIGHT_MAX).meta({
  description:
    "Tickets that one entry has at most. Who was eligible, never called, and had a chance below one half has one more in the next draw, once a week. Being called begins anew with one.",
});
const carryRegistration = z.boolean().meta({
  description:
    "Whoever was not called is registered for the next sale of the campaign when its registration opens, with a receipt of their own, and may withdraw.",
});
const onePerPerson = z.boolean().meta({
  description:
    "What an account bought in earlier sales of the campaign, and what accounts with its device, payment or household bought there, counts against the limits of the next. A sale counts once it has ended and none of its holds is open. Checkouts of the next are 503 `storage-unavailable` while that cannot be read. Whoever answers the shop's question who they are is met by what their own account bought.",
});

/** Body of `PUT /v1/campaigns/{campaignId}`. */
export const putCampaignBody = z
  .strictObject({
    title: text,
    weightMax: weightMax.default(CAMPAIGN_WEIGHT_MAX),
    carryRegistration: carryRegistration.default(false),
    onePerPerson: onePerPerson.default(false),
  })
  .meta({ id: "CampaignRequest" });

const campaignSale = z.object({
  saleId: z.string(),
  title: z.string(),
  units: z.int(),
  phase: z.enum(CAMPAIGN_PHASES).meta({
    description: "By its times. `waiting`: registration is over, and the sale opens later.",
  }),
  opensAt: instant,
  closesAt: instant,
  registration: z.object({ opensAt: instant, closesAt: instant }).optional(),
  sold: z.int().optional(),
  draw: z
    .object({
      registered: z.int(),
      eligible: z.int(),
      called: z.int(),
      carried: z.int(),
      byWeight: z.array(z.object({ weight: z.int(), eligible: z.int(), called: z.int() })),
    })
    .optional(),
});

/** A campaign as anybody may see it. */
export const campaignAnswer = z
  .object({
    campaignId: z.string(),
    title: z.string(),
    weightMax,
    carryRegistration,
    onePerPerson,
    sales: z.array(campaignSale),
    serverTimeMs: z.int(),
  })
  .meta({ id: "Campaign" });

export function publicCampaign(
  { campaign, sales }: { readonly campaign: Campaign; readonly sales: readonly CampaignSale[] },
  nowMs: number,
): z.infer<typeof campaignAnswer> {
  const { campaignId, title, weightMax: most, carryRegistration: carries, onePerPerson: one } = campaign;
  return {
    campaignId,
    title,
    weightMax: most,
    carryRegistration: carries,
    onePerPerson: one,
    sales: sales.map((sale) => ({
      saleId: sale.saleId,
      title: sale.title,
      units: sale.units,
      phase: campaignPhase(sale, nowMs),
      ...timesOf(sale),
      ...(sale.sold === undefined ? {} : { sold: sale.sold }),
      ...(sale.draw === undefined ? {} : { draw: { ...sale.draw, byWeight: [...sale.draw.byWeight] } }),
      ...(sale.registration === undefined ? {} : { registration: timesOf(sale.registration) }),
    })),
    serverTimeMs: nowMs,
  };
}

function timesOf({ opensAtMs, closesAtMs }: { readonly opensAtMs: number; readonly closesAtMs: number }) {
  return { opensAt: new Date(opensAtMs).toISOString(), closesAt: new Date(closesAtMs).toISOString() };
}
