import { PARTNER_KEY_MS, PARTNER_KEYS_REMEMBERED_MAX } from "../../domain/limits.ts";
import { partnerKeyHash, partnerOfKeyHash } from "../../platform/callers/partner-keys.ts";
import { isValidAt, type Partner } from "../../resellers/domain/authorized/partner.ts";

type Remembered = { readonly partner: Partner; readonly atMs: number };

/** Keys that were good a moment ago. One that is none is never remembered, so that nobody fills this. */
const remembered = new Map<string, Remembered>();

/**
 * The partner that a key belongs to, while its authorization holds. A key that was ended is refused within seconds.
 * @throws what D1 throws
 */
export async function partnerOfKey(db: D1Database, key: string, nowMs: number): Promise<Partner | undefined> {
  const keyHash = partnerKeyHash(key);
  if (keyHash === undefined) return undefined;
  const partner = await read(db, keyHash, nowMs);
  return partner !== undefined && isValidAt(partner, nowMs) ? partner : undefined;
}

async function read(db: D1Database, keyHash: string, nowMs: number): Promise<Partner | undefined> {
  const known = remembered.get(keyHash);
  if (known !== undefined && nowMs >= known.atMs && nowMs < known.atMs + PARTNER_KEY_MS) return known.partner;
  const document = await partnerOfKeyHash(db, keyHash);
  remembered.delete(keyHash);
  if (document === undefined) return undefined;
  const partner: Partner = JSON.parse(document);
  if (remembered.size >= PARTNER_KEYS_REMEMBERED_MAX) remembered.clear();
  remembered.set(keyHash, { partner, atMs: nowMs });
  return partner;
}
