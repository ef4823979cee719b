import { type Assessment, type Assessor, assessSeller } from "../../../src/resellers/domain/assess.ts";
import { buildPartnerIndex } from "../../../src/resellers/domain/authorized/partner-index.ts";
import { compileBrand } from "../../../src/resellers/domain/brand/brand.ts";
import { buildBrandIndex } from "../../../src/resellers/domain/brand/brand-index.ts";
import type { BrandProfile } from "../../../src/resellers/domain/brand/profile.ts";
import type { Host } from "../../../src/resellers/domain/host/parse-host.ts";
import type { ResellerSettings } from "../../../src/resellers/domain/settings.ts";

/** Judges bare hosts for the given brands, with no seller authorized but the brands themselves. */
export function assessorOf(settings: ResellerSettings, profiles: readonly BrandProfile[]): Assessor {
  const brands = buildBrandIndex(profiles.map(compileBrand), settings);
  return { settings, brands, partners: buildPartnerIndex([]) };
}

export function assessHost(assessor: Assessor, host: Host): Assessment {
  return assessSeller(assessor, { host, path: [] }, 0);
}

export function countFlags(assessor: Assessor, hosts: readonly Host[]): number {
  return hosts.filter((host) => assessHost(assessor, host).flag).length;
}
