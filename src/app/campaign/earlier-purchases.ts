import { type EarlierPurchases, earlierPurchases } from "../../domain/campaign/earlier-purchases.ts";
import type { Identity } from "../../domain/identity/identity.ts";
import { keysOf, pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { saleObjectName } from "../../domain/ids.ts";
import { CAMPAIGN_TERMS_KNOWN_MS } from "../../domain/limits.ts";
import type { Result } from "../../domain/result.ts";
import type { Replied } from "../../domain/sale/commands/once.ts";
import type { CallRefusal } from "../../domain/sale/refusal.ts";
import { findEarlierPurchases } from "../../platform/buyers/earlier-purchases.ts";
import { describeError, log } from "../../platform/log.ts";
import type { NamedCampaign } from "../../platform/sales/campaign-weights.ts";
import { findCampaignOf } from "../../platform/sales/campaigns.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { Deps } from "../deps.ts";

const REMEMBERED_MAX = 1000;

/** Campaigns of sales that have asked here: their checkouts read earlier purchases at once. */
const askedFor = new Map<string, string>();
/** Sales that ended without a purchase: nothing of them will be copied. */
const soldNothing = new Set<string>();
/** Whether a campaign counts earlier purchases, by database: fixed once a sale of it has begun. */
const counting = new WeakMap<D1Database, Map<string, { readonly counts: boolean; readonly askAtMs: number }>>();

type Buyer = { readonly saleId: string; readonly shop: string; readonly values: Identity["values"] };
type Attempt = (earlier: EarlierPurchases | undefined) => Promise<Result<Replied, CallRefusal>>;

/**
 * Reads what a buyer bought in earlier sales of a campaign. The sale alone says that it stands in one, so that any other sale costs
 * nothing more; and it decides nothing without an answer, so that a limit holds where the database cannot be asked.
 * @returns makes the attempt, and makes it again where the sale turns out to ask
 */
export function withEarlierPurchases(
  deps: Deps,
  buyer: Buyer,
): (attempt: Attempt) => Promise<Result<Replied, CallRefusal>> {
  const campaignId = askedFor.get(buyer.saleId);
  const known = campaignId === undefined ? undefined : read(deps, buyer, campaignId);
  return async (attempt) => {
    const outcome = await attempt(await known);
    if (outcome.ok || outcome.error.kind !== "storage-unavailable") return outcome;
    if (outcome.error.campaignId === campaignId) return outcome;
    if (askedFor.size >= REMEMBERED_MAX) askedFor.clear();
    askedFor.set(buyer.saleId, outcome.error.campaignId);
    const found = await read(deps, buyer, outcome.error.campaignId);
    return found === undefined ? outcome : await attempt(found);
  };
}

/** Never rejects. @returns undefined where the database could not be asked in time */
async function read(deps: Deps, buyer: Buyer, campaignId: string): Promise<EarlierPurchases | undefined> {
  try {
    return await withTimeout(readNow(deps, buyer, campaignId));
  } catch (error) {
    log("earlier-purchases-unread", { requestId: deps.requestId, saleId: buyer.saleId, detail: describeError(error) });
    return undefined;
  }
}

async function readNow(deps: Deps, { saleId, shop, values }: Buyer, campaignId: string): Promise<EarlierPurchases> {
  const { db, config } = deps;
  const campaign = { shop, campaignId };
  if (!(await doesCount(db, campaign))) return earlierPurchases(campaignId, []);
  const keys = config.peppers.map((pepper) => keysOf({ ...values, near: undefined }, pseudonymsFor(shop, pepper)));
  const { rows, uncopied } = await findEarlierPurchases(db, { ...campaign, saleId }, keys);
  await Promise.all(uncopied.map((earlier) => expectNoPurchases(deps, earlier)));
  return earlierPurchases(campaignId, rows);
}

/** Nothing is copied of an earlier sale that sold nothing. @throws where something was sold, which has yet to be copied */
async function expectNoPurchases({ objects }: Deps, saleId: string): Promise<void> {
  if (soldNothing.has(saleId)) return;
  if (await objects.SALE.getByName(saleObjectName(saleId)).hasPurchases()) {
    throw new Error(`what was sold in ${saleId} is not copied yet`);
  }
  if (soldNothing.size >= REMEMBERED_MAX) soldNothing.clear();
  soldNothing.add(saleId);
}

/** A term that was read goes on where it cannot be read again: it no longer changes. @throws what D1 throws */
async function doesCount(db: D1Database, campaign: NamedCampaign): Promise<boolean> {
  const terms = counting.get(db) ?? new Map();
  counting.set(db, terms);
  const name = `${campaign.shop}/${campaign.campaignId}`;
  const known = terms.get(name);
  const nowMs = Date.now();
  if (known !== undefined && nowMs < known.askAtMs) return known.counts;
  try {
    const counts = (await findCampaignOf(db, campaign))?.onePerPerson === true;
    if (terms.size >= REMEMBERED_MAX) terms.clear();
    terms.set(name, { counts, askAtMs: nowMs + CAMPAIGN_TERMS_KNOWN_MS });
    return counts;
  } catch (error) {
    if (known === undefined) throw error;
    return known.counts;
  }
}
