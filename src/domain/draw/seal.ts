import { utf8 } from "../utf8.ts";
import { HASH_BYTES, hmacInto, hmacOf, hmacWith, writeHex } from "./bytes.ts";

/** What became of an entry when the population was judged; its place in this list is how columns of a population keep it. */
export const ENTRY_STATUSES = ["eligible", "shared", "excluded"] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

export function isEntryStatus(text: string): text is EntryStatus {
  return ENTRY_STATUSES.some((status) => status === text);
}

/** The salt that opens the seal of one entry. Published for the entries above the line, and for no other. */
export function sealSaltOf(drawSecret: Uint8Array, entry: Uint8Array): Uint8Array {
  const message = textWithEntry(SALT_PREFIX, "");
  writeHex(entry, message, SALT_PREFIX.length);
  return hmacOf(drawSecret, message);
}

/** The status of an entry, fixed before the randomness and hidden until it is opened. */
export function sealOf(sealSalt: Uint8Array, saleId: string, entry: Uint8Array, status: EntryStatus): Uint8Array {
  const prefix = sealPrefix(saleId);
  const message = textWithEntry(prefix, `\n${status}`);
  writeHex(entry, message, prefix.length);
  return hmacOf(sealSalt, message);
}

/**
 * Seals many entries of one sale in the same few buffers.
 * @returns a function of an entry in hexadecimal and of its status, whose answer is overwritten by the next call
 */
export function sealerOf(
  drawSecret: Uint8Array,
  saleId: string,
): (entryHex: Uint8Array, status: EntryStatus) => Uint8Array {
  const prefix = sealPrefix(saleId);
  const saltMessage = textWithEntry(SALT_PREFIX, "");
  const sealMessages = new Map(ENTRY_STATUSES.map((status) => [status, textWithEntry(prefix, `\n${status}`)]));
  const [sealSalt, seal] = [new Uint8Array(HASH_BYTES), new Uint8Array(HASH_BYTES)];
  const intoSealSalt = hmacWith(drawSecret, sealSalt);
  return (entryHex, status) => {
    saltMessage.set(entryHex, SALT_PREFIX.length);
    intoSealSalt(saltMessage);
    const message = sealMessages.get(status) ?? textWithEntry(prefix, `\n${status}`);
    message.set(entryHex, prefix.length);
    return hmacInto(sealSalt, message, seal);
  };
}

const SALT_PREFIX = "seal\n";

function sealPrefix(saleId: string): string {
  return `firsthand/seal/v1\n${saleId}\n`;
}

/** A text in ASCII with room for the hexadecimal of an entry. */
function textWithEntry(before: string, after: string): Uint8Array {
  return utf8(before + "0".repeat(2 * HASH_BYTES) + after);
}
