import { readFileSync } from "node:fs";
import type { Assessor } from "../../../src/resellers/domain/assess.ts";
import type { Partner } from "../../../src/resellers/domain/authorized/partner.ts";
import { buildPartnerIndex } from "../../../src/resellers/domain/authorized/partner-index.ts";
import { type Brand, compileBrand } from "../../../src/resellers/domain/brand/brand.ts";
import { buildBrandIndex } from "../../../src/resellers/domain/brand/brand-index.ts";
import { findMentions } from "../../../src/resellers/domain/brand/find-mentions.ts";
import { hostWords } from "../../../src/resellers/domain/brand/host-words.ts";
import { parseBrandProfile } from "../../../src/resellers/domain/brand/profile.ts";
import { parseSellerUrl } from "../../../src/resellers/domain/host/parse-seller-url.ts";
import { parseResellerSettings, type ResellerSettings } from "../../../src/resellers/domain/settings.ts";
import type { Listing, Subject } from "../../../src/resellers/domain/subject.ts";

export const SETTINGS_TEXT = readFileSync(new URL("../../../rules/resellers.yaml", import.meta.url), "utf8");
export const XIAOMI_TEXT = readFileSync(new URL("../../../rules/brands/xiaomi.yaml", import.meta.url), "utf8");

export const settings: ResellerSettings = unwrap(parseResellerSettings(SETTINGS_TEXT));
export const xiaomi: Brand = compileBrand(unwrap(parseBrandProfile(XIAOMI_TEXT)));
const index = buildBrandIndex([xiaomi], settings);

/** The shipped rules with a registry of the given partners. */
export function shippedAssessor(partners: readonly Partner[] = []): Assessor {
  return { settings, brands: index, partners: buildPartnerIndex(partners) };
}

/** What a detector is shown of a seller at an address while the shipped brand is considered. */
export function subjectAt(url: string, listing: Listing = {}): Subject {
  const { host, path } = unwrap(parseSellerUrl(url));
  const mentions = findMentions(host, index);
  return { host, path, mentions, words: hostWords(host, mentions, index), listing };
}

function unwrap<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new TypeError(JSON.stringify(result.error));
  return result.value;
}
