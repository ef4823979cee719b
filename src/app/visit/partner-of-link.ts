import { PARTNER_LINK_MS, PARTNER_LINKS_REMEMBERED_MAX } from "../../domain/limits.ts";
import { isLinkCode, isValidAt, type Partner } from "../../resellers/domain/authorized/partner.ts";
import { partnerByLink } from "../../resellers/store/partner-registry.ts";

type Remembered = { readonly partner: Partner | undefined; readonly atMs: number };

/** By what this isolate read last: a crowd comes by one link. */
const remembered = new Map<string, Remembered>();

/**
 * The partner whose link it is, while its authorization holds; a new registry is in use within a minute.
 * @returns undefined for every other text
 * @throws what D1 throws
 */
export async function partnerOfLink(db: D1Database, linkCode: string, nowMs: number): Promise<Partner | undefined> {
  if (!isLinkCode(linkCode)) return undefined;
  const partner = await remember(db, linkCode, nowMs);
  return partner !== undefined && isValidAt(partner, nowMs) ? partner : undefined;
}

async function remember(db: D1Database, linkCode: string, nowMs: number): Promise<Partner | undefined> {
  const known = remembered.get(linkCode);
  if (known !== undefined && nowMs >= known.atMs && nowMs < known.atMs + PARTNER_LINK_MS) return known.partner;
  const partner = await partnerByLink(db, linkCode);
  if (remembered.size >= PARTNER_LINKS_REMEMBERED_MAX) remembered.clear();
  remembered.set(linkCode, { partner, atMs: nowMs });
  return partner;
}
