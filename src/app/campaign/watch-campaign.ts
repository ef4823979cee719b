import type { CampaignSale } from "../../domain/campaign/campaign.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { watchDraw } from "../draw/watch-draw.ts";
import { watchSale } from "../sale/watch-sale.ts";
import { type CampaignView, viewCampaign } from "./put-campaign.ts";

/** A sale of a campaign, with what its objects say of it while it goes on. */
export type WatchedCampaignSale = CampaignSale & {
  /** Registrations so far, those that were taken back included; absent once its draw is over. */
  readonly registeredSoFar?: number | undefined;
  /** Units that are sold by now. */
  readonly soldSoFar?: number | undefined;
};
export type WatchedCampaign = Pick<CampaignView, "campaign"> & { readonly sales: readonly WatchedCampaignSale[] };

/**
 * A campaign as staff watch it. What is over stands in the list of sales; of the rest only those that have begun are asked, so that a
 * series costs as much as the one sale of it that goes on. What cannot be asked is left out.
 */
export async function watchCampaign(deps: Deps, campaignId: string): Promise<Result<WatchedCampaign, Problem>> {
  const view = await viewCampaign(deps, campaignId);
  if (!view.ok) return view;
  const sales = await Promise.all(
    view.value.sales.map(async (sale) => ({ ...sale, ...(await progressOf(deps, sale)) })),
  );
  return ok({ campaign: view.value.campaign, sales });
}

async function progressOf(
  deps: Deps,
  { saleId, opensAtMs, registration, sold, draw }: CampaignSale,
): Promise<Pick<WatchedCampaignSale, "registeredSoFar" | "soldSoFar">> {
  const hasBegun = deps.nowMs >= (registration?.opensAtMs ?? opensAtMs);
  if (!hasBegun || (sold !== undefined && (registration === undefined || draw !== undefined))) return {};
  if (registration === undefined || draw !== undefined) {
    const watched = await watchSale(deps, saleId);
    return watched.ok ? { soldSoFar: watched.value.ledger.sold } : {};
  }
  const drawn = await watchDraw(deps, saleId);
  if (!drawn.ok) return {};
  const { watched, steps } = drawn.value;
  return { soldSoFar: watched.ledger.sold, registeredSoFar: steps.reduce((sum, { count }) => sum + count, 0) };
}
