import { putCampaign, viewCampaign } from "../../app/campaign/put-campaign.ts";
import { campaignAnswer, publicCampaign, putCampaignBody } from "../../wire/campaign.ts";
import { depsOf } from "../deps.ts";
import { exceedsPublicLimit } from "../public-limit.ts";
import { readBody } from "../read-body.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";

const PATH = "/v1/campaigns/{campaignId}";

export const getCampaignRoute: Route = {
  method: "get",
  path: PATH,
  operationId: "getCampaign",
  summary: "What anybody may know of a campaign",
  description: "Its rules, and its sales in their order, by the list of sales.",
  tag: "Public",
  caller: "anybody",
  answer: campaignAnswer,
  problems: ["campaign-unknown", "rate-limited"],
  handle: async (c) => {
    const limited = await exceedsPublicLimit(c);
    if (limited !== undefined) return problemResponse(c, limited);
    const view = await viewCampaign(depsOf(c), c.req.param("campaignId") ?? "");
    return view.ok ? jsonResponse(publicCampaign(view.value, Date.now())) : problemResponse(c, view.error);
  },
};

export const putCampaignRoute: Route = {
  method: "put",
  path: PATH,
  operationId: "putCampaign",
  summary: "Make a campaign, or change it",
  description:
    "Sales of the shop that name it as their `campaignId` belong to it, whichever was put first. Its rules are fixed once one of them has begun. The same body again changes nothing, so that no key is needed.",
  tag: "Shop",
  caller: "shop",
  body: putCampaignBody,
  answer: campaignAnswer,
  problems: ["campaign-id-taken", "campaign-field-fixed", "campaign-sales-clash"],
  handle: async ({ c, shop }) => {
    const read = await readBody(c, putCampaignBody);
    if (!read.ok) return problemResponse(c, read.error);
    const campaignId = c.req.param("campaignId") ?? "";
    const put = await putCampaign(depsOf(c), { campaignId, shop: shop.id, terms: read.value.value });
    return put.ok ? jsonResponse(publicCampaign(put.value, Date.now())) : problemResponse(c, put.error);
  },
};
