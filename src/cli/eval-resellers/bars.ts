import { assessSeller } from "../../domain/reseller/assess.ts";
import { importPartnersJson } from "../../domain/reseller/authorised/import-partners.ts";
import { buildPartnerIndex } from "../../domain/reseller/authorised/partner-index.ts";
import type { BrandProfile } from "../../domain/reseller/brand/profile.ts";
import { parseHost } from "../../domain/reseller/host/parse-host.ts";
import type { ResellerSettings } from "../../domain/reseller/settings.ts";
import { assessHost, assessorOf, type BrandRow, type Report, type Share } from "./evaluate.ts";
import { COUNTED_AS } from "./shows-brand.ts";

/** A figure that must be reached, and whether it was. */
export type Bar = { readonly name: string; readonly value: number; readonly wanted: string; readonly met: boolean };

const RECALL_MIN = 0.9;
const FLAGS_PER_10K_MAX = 10;

export function ratio({ found, of }: Share): number {
  return of === 0 ? 0 : found / of;
}

export function sumShares(shares: readonly Share[]): Share {
  return {
    found: shares.reduce((sum, { found }) => sum + found, 0),
    of: shares.reduce((sum, { of }) => sum + of, 0),
  };
}

/** What counts as showing the brand, of one brand. */
export function countedShare({ shown }: Pick<BrandRow, "shown">): Share {
  return sumShares(COUNTED_AS.map((way) => shown[way]));
}

export function barsOf({
  brands,
  benignHosts,
  benignHostsTested,
  benignFlagsOfAllBrands,
  shipped,
}: Omit<Report, "bars">): readonly Bar[] {
  const recallOf = (rows: typeof brands) => ratio(sumShares(rows.map(countedShare)));
  const recall = (name: string, value: number): Bar => {
    return { name, value, wanted: `at least ${RECALL_MIN}`, met: value >= RECALL_MIN };
  };
  const flags = (name: string, found: number, of: number): Bar => {
    const value = (found * 10_000) / of;
    return { name, value, wanted: `at most ${FLAGS_PER_10K_MAX}`, met: value <= FLAGS_PER_10K_MAX };
  };
  const none = (name: string, value: number): Bar => ({ name, value, wanted: "0", met: value === 0 });
  return [
    recall("recall, all brands", recallOf(brands)),
    recall("recall, brands held out", recallOf(brands.filter(({ heldOut }) => heldOut))),
    flags("flags per 10,000 benign hosts, shipped profiles", shipped.benignFlags, benignHosts),
    flags(
      "the same, the worst of the evaluated brands",
      Math.max(...brands.map((row) => row.benignFlags)),
      benignHostsTested,
    ),
    flags(`the same, all ${brands.length} evaluated brands at once`, benignFlagsOfAllBrands, benignHostsTested),
    none("flags on the brands' own hosts", shipped.ownHostFlags),
    none("flags on authorised partners", shipped.partnerFlags),
  ];
}

/** Hosts under the brands' own ones, and shops of partners whose hosts carry the brand's name as impostors' do. */
export function ownHostFlags(settings: ResellerSettings, profiles: readonly BrandProfile[]) {
  let own = 0;
  const hosts: string[] = [];
  for (const profile of profiles) {
    const assessor = assessorOf(settings, [profile]);
    for (const suffix of profile.hosts) {
      for (const text of [suffix, `www.${suffix}`, `shop.official.${suffix}`]) {
        const host = parseHost(text);
        if (host.ok && assessHost(assessor, host.value).flag) own += 1;
      }
    }
    for (const { text } of profile.names)
      hosts.push(`${text}-shop.example`, `official-${text}.example`, `${text}.com.sale.example`);
  }
  const list = hosts.map((host, at) => ({ id: `p${at}`, legalName: host, hosts: [host], validFrom: "2020-01-01" }));
  const partners = importPartnersJson(list, settings);
  if (!partners.ok) throw new TypeError(JSON.stringify(partners.error));
  const assessor = { ...assessorOf(settings, profiles), partners: buildPartnerIndex(partners.value) };
  const nowMs = Date.UTC(2026, 0, 1);
  const flagged = hosts.filter((text) => {
    const host = parseHost(`www.${text}`);
    return host.ok && assessSeller(assessor, { host: host.value, path: [] }, nowMs).flag;
  });
  return { ownHostFlags: own, partnerFlags: flagged.length };
}
