import type { BrandProfile } from "../../../src/resellers/domain/brand/profile.ts";
import type { Host } from "../../../src/resellers/domain/host/parse-host.ts";
import type { ResellerSettings } from "../../../src/resellers/domain/settings.ts";
import type { EvaluatedBrand } from "./brands.ts";
import type { AbusiveHost } from "./data.ts";
import { assessHost, assessorOf, countFlags } from "./host-assessor.ts";
import type { BrandRow, Share, YearRow } from "./report.ts";
import { COUNTED_AS, type ShownAs, showsBrand } from "./shows-brand.ts";

type Case = { readonly brand: EvaluatedBrand; readonly profile: BrandProfile; readonly heldOut: boolean };

type Input = {
  readonly settings: ResellerSettings;
  readonly cases: readonly Case[];
  readonly abusive: readonly AbusiveHost[];
  readonly benign: readonly Host[];
};

/** One abusive host under its own brand: how it shows the brand, and whether it was flagged. */
type Judged = { readonly year: string; readonly shown: ShownAs | undefined; readonly flag: boolean };

/** Recall over the hosts that show their brand, each brand with its own profile alone, by brand and by year. */
export function measureRecall({ settings, cases, abusive, benign }: Input): {
  readonly brands: readonly BrandRow[];
  readonly years: readonly YearRow[];
} {
  const all: Judged[] = [];
  const brands = cases.map(({ brand, profile, heldOut }): BrandRow => {
    const assessor = assessorOf(settings, [profile]);
    const hosts = abusive.filter(({ label }) => label === brand.label);
    const judged = hosts.flatMap(({ host, year }): Judged[] => {
      const { authorized, flag } = assessHost(assessor, host);
      return authorized ? [] : [{ year, shown: showsBrand(host, brand.names), flag }];
    });
    all.push(...judged);
    const share = (way: ShownAs) => shareOf(judged.filter(({ shown }) => shown === way));
    return {
      label: brand.label,
      heldOut,
      hosts: hosts.length,
      shown: {
        outright: share("outright"),
        "look-alike": share("look-alike"),
        slip: share("slip"),
        short: share("short"),
      },
      benignFlags: countFlags(assessor, benign),
    };
  });
  const years = [...new Set(all.map(({ year }) => year))].sort().map((year): YearRow => {
    const ofYear = all.filter((one) => one.year === year);
    return {
      year,
      hosts: ofYear.length,
      shown: shareOf(ofYear.filter(({ shown }) => shown && COUNTED_AS.includes(shown))),
    };
  });
  return { brands, years };
}

function shareOf(judged: readonly Judged[]): Share {
  return { found: judged.filter(({ flag }) => flag).length, of: judged.length };
}
