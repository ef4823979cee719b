import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { utf8 } from "../../domain/utf8.ts";

/** What keys of partners begin with, so that nobody takes one for the key of a shop. */
export const PARTNER_KEY_START = "fh_pk_";
/** With 256 random bits in base64url. */
const PARTNER_KEY = /^fh_pk_[A-Za-z0-9_-]{43}$/;
const RANDOM_BYTES = 32;

/** A key as it is kept. Its hash is its name too. */
export type KeptKey = { readonly keyHash: string; readonly madeAtMs: number; readonly endedAtMs?: number | undefined };

/** A fresh key, which nobody can read again. */
export function newPartnerKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  const text = btoa(String.fromCharCode(...bytes));
  return `${PARTNER_KEY_START}${text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** @returns undefined for a text that is no key */
export function partnerKeyHash(key: string): string | undefined {
  return PARTNER_KEY.test(key) ? bytesToHex(sha256(utf8(key))) : undefined;
}

/** The registry's document of the partner whose key it is, while the key has not ended. */
export async function partnerOfKeyHash(db: D1Database, keyHash: string): Promise<string | undefined> {
  const row = await db
    .prepare(
      `SELECT document FROM partner_key JOIN partner ON partner.partner_id = partner_key.partner_id
       WHERE key_hash = ? AND ended_at_ms IS NULL`,
    )
    .bind(keyHash)
    .first<{ document: string }>();
  return row?.document;
}

/** The keys of a partner, the latest first; of those that ended the latest few. */
export async function keysOfPartner(db: D1Database, partnerId: string): Promise<readonly KeptKey[]> {
  const { results } = await db
    .prepare(
      `SELECT key_hash AS keyHash, made_at_ms AS madeAtMs, ended_at_ms AS endedAtMs FROM partner_key
       WHERE partner_id = ? ORDER BY made_at_ms DESC, key_hash LIMIT 10`,
    )
    .bind(partnerId)
    .all<{ keyHash: string; madeAtMs: number; endedAtMs: number | null }>();
  return results.map(({ endedAtMs, ...key }) => ({ ...key, ...(endedAtMs === null ? {} : { endedAtMs }) }));
}

/** @returns whether it was kept: a partner has so many keys at once at most */
export async function keepPartnerKey(
  db: D1Database,
  { keyHash, partnerId, atMs, max }: { keyHash: string; partnerId: string; atMs: number; max: number },
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO partner_key (key_hash, partner_id, made_at_ms)
       SELECT ?1, ?2, ?3 WHERE (SELECT COUNT(*) FROM partner_key WHERE partner_id = ?2 AND ended_at_ms IS NULL) < ?4`,
    )
    .bind(keyHash, partnerId, atMs, max)
    .run();
  return meta.changes > 0;
}

/** @returns whether the partner had such a key that had not ended */
export async function endPartnerKey(
  db: D1Database,
  { keyHash, partnerId, atMs }: { keyHash: string; partnerId: string; atMs: number },
): Promise<boolean> {
  const { meta } = await db
    .prepare("UPDATE partner_key SET ended_at_ms = ? WHERE key_hash = ? AND partner_id = ? AND ended_at_ms IS NULL")
    .bind(atMs, keyHash, partnerId)
    .run();
  return meta.changes > 0;
}
