import { assert } from "../../domain/result.ts";
import { probabilityOf } from "../../domain/scoring/log-odds.ts";
import type { PartnerIndex } from "./authorized/partner-index.ts";
import type { Brand } from "./brand/brand.ts";
import type { BrandIndex } from "./brand/brand-index.ts";
import { findMentions, type Mention } from "./brand/find-mentions.ts";
import { hostWords } from "./brand/host-words.ts";
import { DETECTORS, type DetectorId } from "./detectors/registry.ts";
import type { SellerUrl } from "./host/parse-seller-url.ts";
import type { ResellerSettings } from "./settings.ts";
import type { Listing, Subject } from "./subject.ts";

/** One piece of evidence: who found it, what it adds to the log-odds, and what was seen, in words for a reviewer. */
export type Evidence = {
  readonly detector: DetectorId;
  readonly sign: string;
  readonly weight: number;
  readonly detail: string;
};

/** What is known about a seller. `flag` is for staff: it asks for a review and says nothing in public. */
export type Assessment = {
  readonly flag: boolean;
  /** From 0 to 1, rounded to four digits. */
  readonly score: number;
  /** The brand that the evidence is about, or whose own host this is. */
  readonly brand?: string;
  /** Present and true for the brand's own hosts and for partners of the registry. */
  readonly authorized?: true;
  /** The legal name of the partner, or the name of the brand. */
  readonly seller?: string;
  readonly evidence: readonly Evidence[];
};

export type Assessor = {
  readonly settings: ResellerSettings;
  readonly brands: BrandIndex;
  readonly partners: PartnerIndex;
};

/** A seller to look at. `brandIds` names brands to consider even where the host does not mention them. */
export type Seller = SellerUrl & { readonly listing?: Listing; readonly brandIds?: readonly string[] };

/**
 * Judges one seller. Authorized partners and the brands' own hosts come first and meet no detector. Of several brands the
 * one with the most evidence is reported.
 */
export function assessSeller(assessor: Assessor, seller: Seller, nowMs: number): Assessment {
  const { settings, brands, partners } = assessor;
  const found = partners.find(seller, nowMs);
  if (found) return { flag: false, score: 0, authorized: true, seller: found.partner.legalName, evidence: [] };
  const own = ownHostOf(seller.host.ascii, brands);
  if (own) {
    const { id, name } = own.brand.profile;
    return { flag: false, score: 0, brand: id, authorized: true, seller: name, evidence: [] };
  }
  let best: Assessment = { flag: false, score: scoreOf(0, settings), evidence: [] };
  for (const [brand, mentions] of considered(seller, brands)) {
    const evidence = evidenceFor(assessor, seller, { brand, mentions });
    const score = scoreOf(
      evidence.reduce((sum, { weight }) => sum + weight, 0),
      settings,
    );
    if (evidence.length > 0 && (score > best.score || best.brand === undefined)) {
      best = { flag: score >= settings.thresholds.flagFrom, score, brand: brand.profile.id, evidence };
    }
  }
  return best;
}

function considered(seller: Seller, brands: BrandIndex): ReadonlyMap<Brand, readonly Mention[]> {
  const byBrand = new Map<Brand, Mention[]>();
  for (const brand of brands.brands) if (seller.brandIds?.includes(brand.profile.id)) byBrand.set(brand, []);
  for (const mention of findMentions(seller.host, brands)) {
    const mentions = byBrand.get(mention.brand);
    if (mentions) mentions.push(mention);
    else byBrand.set(mention.brand, [mention]);
  }
  return byBrand;
}

function evidenceFor(
  { settings, brands }: Assessor,
  { host, path, listing = {} }: Seller,
  { brand, mentions }: { brand: Brand; mentions: readonly Mention[] },
): Evidence[] {
  const words = mentions.length > 0 ? hostWords(host, mentions, brands) : [];
  const subject: Subject = { host, path, mentions, words, listing };
  return DETECTORS.flatMap(({ id, detect }) =>
    detect(subject, brand, settings.thresholds).map(({ sign, detail }) => {
      const weight = settings.weights.get(id)?.get(sign);
      assert(weight !== undefined, `settings weigh ${id}/${sign}`);
      return { detector: id, sign, weight, detail };
    }),
  );
}

function scoreOf(sum: number, { calibration }: ResellerSettings): number {
  const logOdds = calibration.intercept + calibration.slope * sum;
  return Math.round(10_000 * probabilityOf(logOdds)) / 10_000;
}

/** The host of a brand that this is, or that it stands below. */
export function ownHostOf(
  ascii: string,
  brands: BrandIndex,
): { readonly brand: Brand; readonly address: string } | undefined {
  for (let at = 0; at >= 0; at = nextLabel(ascii, at)) {
    const address = ascii.slice(at);
    const brand = brands.ownHosts.get(address);
    if (brand) return { brand, address };
  }
  return undefined;
}

function nextLabel(ascii: string, at: number): number {
  const dot = ascii.indexOf(".", at);
  return dot < 0 ? -1 : dot + 1;
}
