import {
  type CampaignPhase,
  type CampaignSale,
  type CampaignTerms,
  campaignPhase,
} from "../../domain/campaign/campaign.ts";
import { countOf } from "../words/count.ts";

export const CAMPAIGNS_HREF = "/console/campaigns";

export type CampaignSaleRow = {
  readonly saleId: string;
  readonly title: string;
  readonly phase: CampaignPhase;
  readonly opensAtMs: number;
  readonly units: number;
  /** Units that are sold by now; absent before the sale, and where it could not be asked. */
  readonly sold?: number | undefined;
  /** Entries of its list, or registrations so far. */
  readonly registered?: number | undefined;
  /** Registrations of it that came from the sale before; known once its draw is over. */
  readonly carried?: number | undefined;
};

/** The odds of one draw: for each number of tickets how many had it, and how many of them were called. */
export type OddsRow = {
  readonly saleId: string;
  readonly title: string;
  readonly byWeight: ReadonlyMap<number, { readonly eligible: number; readonly called: number }>;
};

export type CampaignPageView = {
  readonly campaignId: string;
  readonly title: string;
  readonly shop: string;
  readonly rules: readonly string[];
  readonly sales: readonly CampaignSaleRow[];
  /** Draws that are over, in their order. */
  readonly odds: readonly OddsRow[];
  /** Every number of tickets that an entry of these draws had, the fewest first. */
  readonly weights: readonly number[];
};

/** What is known of a sale of a campaign: from the list of sales, and from the sale while it goes on. */
type Watched = CampaignSale & {
  readonly registeredSoFar?: number | undefined;
  readonly soldSoFar?: number | undefined;
};

/** The series as staff read it: what holds for all of it, each sale, and how the odds went by tickets. */
export function campaignView(
  campaign: CampaignTerms & { readonly campaignId: string; readonly shop: string },
  sales: readonly Watched[],
  nowMs: number,
): CampaignPageView {
  const odds = sales.flatMap(({ saleId, title, draw }) => {
    if (draw === undefined) return [];
    return [{ saleId, title, byWeight: new Map(draw.byWeight.map(({ weight, ...counts }) => [weight, counts])) }];
  });
  const { campaignId, shop, title } = campaign;
  return {
    campaignId,
    shop,
    title,
    rules: rulesOf(campaign),
    sales: sales.map((sale) => ({
      saleId: sale.saleId,
      title: sale.title,
      phase: campaignPhase(sale, nowMs),
      opensAtMs: sale.opensAtMs,
      units: sale.units,
      sold: sale.sold ?? sale.soldSoFar,
      registered: sale.draw?.registered ?? sale.registeredSoFar,
      carried: sale.draw?.carried,
    })),
    odds,
    weights: [...new Set(odds.flatMap(({ byWeight }) => [...byWeight.keys()]))].sort((a, b) => a - b),
  };
}

function rulesOf({ weightMax, carryRegistration, onePerPerson }: CampaignTerms): readonly string[] {
  return [
    weightMax === 1
      ? "Each entry has one ticket in each draw."
      : `A fair loss adds a ticket to the next draw, up to ${countOf(weightMax, "ticket", "tickets")}; being called begins anew with one.`,
    carryRegistration
      ? "Who was not called is registered for the next sale, and may withdraw."
      : "Each sale needs a registration of its own.",
    onePerPerson
      ? "What a person bought in one sale counts against the limits of the next."
      : "Each sale counts its limits by itself.",
  ];
}

export function campaignHref(campaignId: string): string {
  return `${CAMPAIGNS_HREF}/${encodeURIComponent(campaignId)}`;
}
