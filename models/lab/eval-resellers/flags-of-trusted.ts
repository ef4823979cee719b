import { allAtOnce } from "../../../src/domain/sliced.ts";
import { assessSeller } from "../../../src/resellers/domain/assess.ts";
import { importPartnersJson } from "../../../src/resellers/domain/authorized/import-partners.ts";
import { buildPartnerIndex } from "../../../src/resellers/domain/authorized/partner-index.ts";
import type { BrandProfile } from "../../../src/resellers/domain/brand/profile.ts";
import { parseHost } from "../../../src/resellers/domain/host/parse-host.ts";
import type { ResellerSettings } from "../../../src/resellers/domain/settings.ts";
import { assessHost, assessorOf } from "./host-assessor.ts";

/** Hosts under the brands' own ones, and shops of partners whose hosts carry the brand's name as impostors' do. */
export function flagsOfTrusted(settings: ResellerSettings, profiles: readonly BrandProfile[]) {
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
  const partners = allAtOnce(importPartnersJson(list, settings));
  if (!partners.ok) throw new TypeError(JSON.stringify(partners.error));
  const assessor = { ...assessorOf(settings, profiles), partners: buildPartnerIndex(partners.value) };
  const nowMs = Date.UTC(2026, 0, 1);
  const flagged = hosts.filter((text) => {
    const host = parseHost(`www.${text}`);
    return host.ok && assessSeller(assessor, { host: host.value, path: [] }, nowMs).flag;
  });
  return { ownHostFlags: own, partnerFlags: flagged.length };
}
