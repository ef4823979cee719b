import { watchCampaign } from "../../app/campaign/watch-campaign.ts";
import { ANY_ROLE } from "../../app/roles.ts";
import { renderCampaign } from "../../console/pages/campaign.tsx";
import { renderCampaigns } from "../../console/pages/campaigns.tsx";
import { campaignView } from "../../console/view-models/campaign.ts";
import { listCampaigns } from "../../platform/sales/campaigns.ts";
import { depsOf } from "../deps.ts";
import type { Page, PageCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const campaignsPage: Page = { section: "sales", path: "/campaigns", roles: ANY_ROLE, show: showCampaigns };
export const campaignPage: Page = {
  section: "sales",
  path: "/campaigns/:campaignId",
  roles: ANY_ROLE,
  show: showCampaign,
};

async function showCampaigns({ c, frame }: PageCall): Promise<Response> {
  return await c.html(renderCampaigns(await listCampaigns(depsOf(c).db), frame()));
}

async function showCampaign({ c, frame }: PageCall): Promise<Response> {
  const deps = depsOf(c);
  const watched = await watchCampaign(deps, c.req.param("campaignId") ?? "");
  if (!watched.ok) return await problemPageResponse(c, watched.error);
  const { campaign, sales } = watched.value;
  return await c.html(renderCampaign(campaignView(campaign, sales, deps.nowMs), frame()));
}
