import { isSaleId } from "../ids.ts";
import { SERIES_SALES_MAX } from "../limits.ts";
import type { SaleDefinition } from "../terms/definition.ts";

/** What holds for all sales of a shop that name the campaign. */
export type CampaignTerms = {
  readonly title: string;
  /** Tickets that one entry has at most. */
  readonly weightMax: number;
  /** Who was not called is registered for the next sale. */
  readonly carryRegistration: boolean;
  /** What was bought in earlier sales of the campaign counts against the limits of the next. */
  readonly onePerPerson: boolean;
};

export type Campaign = CampaignTerms & {
  readonly campaignId: string;
  readonly shop: string;
  /** The epoch of its sales, by whose pseudonyms a buyer of one is known in the next. */
  readonly pepperEpoch: string;
};

/** What came of a draw of a campaign, once it is over. */
export type DrawOutcome = {
  /** Entries of its list. */
  readonly registered: number;
  readonly eligible: number;
  readonly called: number;
  /** Registrations that were carried to it from the sale before. */
  readonly carried: number;
  /** The eligible ones by their tickets. */
  readonly byWeight: readonly { readonly weight: number; readonly eligible: number; readonly called: number }[];
};

/** A sale of a campaign, as the list of sales has it. */
export type CampaignSale = {
  readonly saleId: string;
  readonly title: string;
  readonly units: number;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  /** Absent where nobody has to register. */
  readonly registration?: { readonly opensAtMs: number; readonly closesAtMs: number } | undefined;
  /** Units that were sold, once that is known for good. */
  readonly sold?: number | undefined;
  /** Once its draw is over. */
  readonly draw?: DrawOutcome | undefined;
};

/** What may not change any more once somebody could register or buy: buyers were told it. */
const FIXED = ["weightMax", "carryRegistration", "onePerPerson"] as const;

/** A campaign gives its sales their ids: `<campaign>-1` and so on. */
export function isCampaignId(text: string): boolean {
  return isSaleId(`${text}-${SERIES_SALES_MAX}`);
}

export const CAMPAIGN_PHASES = ["scheduled", "registering", "waiting", "open", "closed"] as const;
export type CampaignPhase = (typeof CAMPAIGN_PHASES)[number];

/** How far a sale is, by its times alone. `waiting`: registration is over, and the sale opens later. */
export function campaignPhase({ opensAtMs, closesAtMs, registration }: CampaignSale, nowMs: number): CampaignPhase {
  if (nowMs >= closesAtMs) return "closed";
  if (registration !== undefined && nowMs >= registration.opensAtMs && nowMs < registration.closesAtMs) {
    return "registering";
  }
  if (nowMs >= opensAtMs) return "open";
  return registration !== undefined && nowMs >= registration.closesAtMs ? "waiting" : "scheduled";
}

/** Members that differ and are fixed, since a sale of the campaign has begun. */
export function changedFixedTerms(
  before: CampaignTerms,
  after: CampaignTerms,
  { sales, nowMs }: { readonly sales: readonly CampaignSale[]; readonly nowMs: number },
): readonly string[] {
  const hasBegun = sales.some((sale) => beginsAtMs(sale) <= nowMs);
  return hasBegun ? FIXED.filter((field) => before[field] !== after[field]) : [];
}

/** What the weights of a draw go by. */
export type TicketTerms = {
  readonly campaignId: string;
  /** Tickets that the charter lets an entry have. */
  readonly weightMax: number;
  readonly drawAtMs: number;
};

/** Undefined where the entries of a sale have one ticket each: in a fair window everybody has, and a test counts nowhere. */
export function weighedIn({ campaignId, draw, fairWindow, test }: SaleDefinition): TicketTerms | undefined {
  if (campaignId === undefined || draw === undefined || fairWindow !== undefined || test) return undefined;
  return { campaignId, weightMax: draw.weightMax, drawAtMs: draw.drawAtMs };
}

/** A sale as the list will have it. */
export function campaignSaleOf(saleId: string, definition: SaleDefinition): CampaignSale {
  const { title, units, opensAtMs, closesAtMs, registration } = definition;
  return {
    saleId,
    title,
    units,
    opensAtMs,
    closesAtMs,
    ...(registration === undefined
      ? {}
      : { registration: { opensAtMs: registration.opensAtMs, closesAtMs: registration.closesAtMs } }),
  };
}

/** Two sales of a campaign that cannot both be. */
export type Clash = {
  readonly earlier: string;
  readonly later: string;
  /** They are open at the same time, or nobody could be carried from the one to the other. */
  readonly because: "overlap" | "too-late-to-carry";
};

/** The first two sales that follow each other and may not; undefined where all may. */
export function firstClash(
  sales: readonly CampaignSale[],
  { carryRegistration }: Pick<CampaignTerms, "carryRegistration">,
): Clash | undefined {
  const inOrder = sales.toSorted((a, b) => a.opensAtMs - b.opensAtMs || (a.saleId < b.saleId ? -1 : 1));
  for (const [at, sale] of inOrder.entries()) {
    const next = inOrder[at + 1];
    if (next === undefined) return undefined;
    const named = { earlier: sale.saleId, later: next.saleId };
    if (sale.closesAtMs > next.opensAtMs) return { ...named, because: "overlap" };
    const isTooLate = next.registration !== undefined && next.registration.closesAtMs <= sale.closesAtMs;
    if (carryRegistration && isTooLate) return { ...named, because: "too-late-to-carry" };
  }
  return undefined;
}

function beginsAtMs({ opensAtMs, registration }: CampaignSale): number {
  return Math.min(opensAtMs, registration?.opensAtMs ?? opensAtMs);
}
