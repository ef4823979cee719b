import type { BrandProfile } from "../../../src/resellers/domain/brand/profile.ts";
import type { ResellerSettings } from "../../../src/resellers/domain/settings.ts";
import { barsOf } from "./bars.ts";
import { EVALUATED_BRANDS } from "./brands.ts";
import type { EvaluationData } from "./data.ts";
import { EvidenceTally } from "./evidence-tally.ts";
import { flagsOfTrusted } from "./flags-of-trusted.ts";
import { assessHost, assessorOf, countFlags } from "./host-assessor.ts";
import { measureRecall } from "./measure-recall.ts";
import { profileOf } from "./profile-of.ts";
import type { Report } from "./report.ts";

type Input = {
  readonly settings: ResellerSettings;
  readonly shipped: readonly BrandProfile[];
  readonly data: EvaluationData;
};

/**
 * Measures recall over hosts that show their brand, brand by brand with a profile made from its name alone, and flags
 * among benign hosts. Profiles are made with the even half of the benign list and tested on the odd half; every second
 * brand of the list, which goes by how often a brand is abused, is held out.
 */
export function evaluate({ settings, shipped, data }: Input): Report {
  const seen = data.benign.filter((_, at) => at % 2 === 0);
  const tested = data.benign.filter((_, at) => at % 2 === 1);
  const cases = EVALUATED_BRANDS.map((brand, at) => {
    return { brand, profile: profileOf(brand, seen, data.benign), heldOut: at % 2 === 1 };
  });
  const profiles = cases.map(({ profile }) => profile);
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
  for (const host of tested) tally.add("benign", assessHost(everyBrand, host));
  const product = assessorOf(settings, shipped);
  const measured = {
    benignHosts: data.benign.length,
    benignHostsTested: tested.length,
    ...measureRecall({ settings, cases, abusive: data.abusive, benign: tested }),
    benignFlagsOfAllBrands: countFlags(everyBrand, tested),
    shipped: {
      benignFlags: countFlags(product, data.benign),
      ...flagsOfTrusted(settings, [...shipped, ...profiles]),
      unlabelled: data.unlabelled.map(({ name, hosts }) => {
        return { name, hosts: hosts.length, flags: countFlags(product, hosts) };
      }),
    },
    signs: tally.signs(),
    scores: tally.scores(),
  };
  return { ...measured, bars: barsOf(measured) };
}
