import { type Assessor, assessSeller } from "../../domain/reseller/assess.ts";
import { buildPartnerIndex } from "../../domain/reseller/authorised/partner-index.ts";
import { compileBrand } from "../../domain/reseller/brand/brand.ts";
import { buildBrandIndex } from "../../domain/reseller/brand/brand-index.ts";
import type { BrandProfile } from "../../domain/reseller/brand/profile.ts";
import type { Host } from "../../domain/reseller/host/parse-host.ts";
import type { ResellerSettings } from "../../domain/reseller/settings.ts";
import { type Bar, barsOf, ownHostFlags } from "./bars.ts";
import { EVALUATED_BRANDS } from "./brands.ts";
import type { EvaluationData } from "./data.ts";
import { EvidenceTally, type ScoreRow, type SignRow } from "./evidence-tally.ts";
import { profileOf } from "./profile-of.ts";
import { COUNTED_AS, SHOWN_AS, type ShownAs, showsBrand } from "./shows-brand.ts";

export type Share = { readonly found: number; readonly of: number };

export type BrandRow = {
  readonly label: string;
  /** Brands of the held-out half were not looked at while words and weights were chosen. */
  readonly heldOut: boolean;
  readonly hosts: number;
  readonly shown: { readonly [shown in ShownAs]: Share };
  /** Flags among the benign hosts that took no part in making the profile. */
  readonly benignFlags: number;
};

export type Report = {
  readonly benignHosts: number;
  readonly benignHostsTested: number;
  readonly brands: readonly BrandRow[];
  readonly years: readonly { readonly year: string; readonly hosts: number; readonly shown: Share }[];
  /** All evaluated brands at once, among the benign hosts tested. */
  readonly benignFlagsOfAllBrands: number;
  /** The shipped profiles, among all benign hosts. */
  readonly shipped: {
    readonly benignFlags: number;
    readonly ownHostFlags: number;
    readonly partnerFlags: number;
    readonly unlabelled: readonly { readonly name: string; readonly hosts: number; readonly flags: number }[];
  };
  readonly signs: readonly SignRow[];
  readonly scores: readonly ScoreRow[];
  readonly bars: readonly Bar[];
};

type Input = {
  readonly settings: ResellerSettings;
  readonly shipped: readonly BrandProfile[];
  readonly data: EvaluationData;
};

/**
 * Measures recall over hosts that show their brand, brand by brand with a profile made from its name alone, and flags
 * among benign hosts. Profiles are made with the even half of the benign list and tested on the odd half.
 */
export function evaluate({ settings, shipped, data }: Input): Report {
  const seen = data.benign.filter((_, at) => at % 2 === 0);
  const tested = data.benign.filter((_, at) => at % 2 === 1);
  const years = new Map<string, { hosts: number; found: number; of: number }>();
  const profiles = EVALUATED_BRANDS.map((brand) => profileOf(brand, seen, data.benign));
  const rows = EVALUATED_BRANDS.map((brand, at): BrandRow => {
    const profile = profiles[at] ?? profileOf(brand, seen, data.benign);
    const assessor = assessorOf(settings, [profile]);
    const shown = Object.fromEntries(SHOWN_AS.map((one) => [one, { found: 0, of: 0 }])) as {
      [shown in ShownAs]: { found: number; of: number };
    };
    const abusive = data.abusive.filter(({ label }) => label === brand.label);
    for (const { host, year } of abusive) {
      const assessment = assessHost(assessor, host);
      if (assessment.authorised) continue;
      const ofYear = years.get(year) ?? { hosts: 0, found: 0, of: 0 };
      years.set(year, ofYear);
      ofYear.hosts += 1;
      const how = showsBrand(host, brand.names);
      if (how === undefined) continue;
      shown[how].of += 1;
      if (assessment.flag) shown[how].found += 1;
      if (!COUNTED_AS.includes(how)) continue;
      ofYear.of += 1;
      if (assessment.flag) ofYear.found += 1;
    }
    const benignFlags = tested.filter((host) => assessHost(assessor, host).flag).length;
    return { label: brand.label, heldOut: isHeldOut(at), hosts: abusive.length, shown, benignFlags };
  });
  const everyBrand = assessorOf(settings, profiles);
  const tally = new EvidenceTally();
  const namesOf = new Map(EVALUATED_BRANDS.map(({ label, names }) => [label, names]));
  for (const { host, label } of data.abusive) {
    const names = namesOf.get(label);
    if (!names) continue;
    const assessment = assessHost(everyBrand, host);
    const reported = namesOf.get(assessment.brand ?? "") ?? [];
    // Cards and banks of one house share names, and evidence for one of them is right for all.
    tally.add(reported.some((name) => names.includes(name)) ? "right" : "other", assessment);
  }
  let benignFlagsOfAllBrands = 0;
  for (const host of tested) {
    const assessment = assessHost(everyBrand, host);
    if (assessment.flag) benignFlagsOfAllBrands += 1;
    tally.add("benign", assessment);
  }
  const product = assessorOf(settings, shipped);
  const measured = {
    benignHosts: data.benign.length,
    benignHostsTested: tested.length,
    brands: rows,
    years: [...years]
      .map(([year, { hosts, found, of }]) => ({ year, hosts, shown: { found, of } }))
      .sort((a, b) => a.year.localeCompare(b.year)),
    benignFlagsOfAllBrands,
    shipped: {
      benignFlags: data.benign.filter((host) => assessHost(product, host).flag).length,
      ...ownHostFlags(settings, [...shipped, ...profiles]),
      unlabelled: data.unlabelled.map(({ name, hosts }) => ({
        name,
        hosts: hosts.length,
        flags: hosts.filter((host) => assessHost(product, host).flag).length,
      })),
    },
    signs: tally.signs(),
    scores: tally.scores(),
  };
  return { ...measured, bars: barsOf(measured) };
}

/** Every second brand of the list, which goes by how often a brand is abused. */
function isHeldOut(at: number): boolean {
  return at % 2 === 1;
}

export function assessorOf(settings: ResellerSettings, profiles: readonly BrandProfile[]): Assessor {
  const brands = buildBrandIndex(profiles.map(compileBrand), settings.vocabulary);
  return { settings, brands, partners: buildPartnerIndex([]) };
}

export function assessHost(assessor: Assessor, host: Host) {
  return assessSeller(assessor, { host, path: [] }, 0);
}
