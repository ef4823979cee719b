import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { utf8 } from "../utf8.ts";

/** Every hash, salt, secret and key of a draw is so many bytes long: HMAC would pad a shorter key in silence. */
export const HASH_BYTES = 32;

const HEX_DIGITS = utf8("0123456789abcdef");

/** Hashes of a million entries are made in these states: a state of its own for each would be work for the collector. */
const emptyState = sha256.create();
const hashState = sha256.create();
const keyBlock = new Uint8Array(emptyState.blockLen);
const innerDigest = new Uint8Array(HASH_BYTES);

/** SHA-256 of bytes, or of a text as UTF-8. */
export function hashOf(data: Uint8Array | string): Uint8Array {
  return hashInto(bytesOf(data), new Uint8Array(HASH_BYTES));
}

/** SHA-256 of texts one behind the other, as UTF-8: together they need not fit into memory. */
export function hashOfTexts(texts: Iterable<string>): Uint8Array {
  const state = emptyState.clone();
  for (const text of texts) state.update(utf8(text));
  return state.digest();
}

/** SHA-256 of bytes, written into `digest`. */
export function hashInto(data: Uint8Array, digest: Uint8Array): Uint8Array {
  emptyState._cloneInto(hashState).update(data).digestInto(digest);
  return digest;
}

/**
 * HMAC-SHA-256 of bytes, or of a text as UTF-8.
 * @throws TypeError where the key is not 32 bytes long: callers check what they were given before
 */
export function hmacOf(key: Uint8Array, message: Uint8Array | string): Uint8Array {
  return hmacInto(key, bytesOf(message), new Uint8Array(HASH_BYTES));
}

/**
 * HMAC-SHA-256 under a key that is used once, written into `digest`.
 * @throws TypeError where the key is not 32 bytes long
 * @see RFC 2104
 */
export function hmacInto(key: Uint8Array, message: Uint8Array, digest: Uint8Array): Uint8Array {
  assertKey(key);
  emptyState._cloneInto(hashState).update(keyPaddedWith(key, 0x36)).update(message).digestInto(innerDigest);
  emptyState._cloneInto(hashState).update(keyPaddedWith(key, 0x5c)).update(innerDigest).digestInto(digest);
  return digest;
}

/**
 * HMAC-SHA-256 with one key over many messages, each written into `digest`, in the one state that has taken the key.
 * @throws TypeError where the key is not 32 bytes long
 */
export function hmacWith(key: Uint8Array, digest: Uint8Array): (message: Uint8Array) => void {
  assertKey(key);
  const keyed = hmac.create(sha256, key);
  const state = keyed.clone();
  return (message) => keyed._cloneInto(state).update(message).digestInto(digest);
}

export function toHex(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}

/** Writes bytes as lower-case hexadecimal into a line. */
export function writeHex(bytes: Uint8Array, target: Uint8Array, at: number): void {
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    target[at + 2 * index] = HEX_DIGITS[byte >> 4] ?? 0;
    target[at + 2 * index + 1] = HEX_DIGITS[byte & 15] ?? 0;
  }
}

/** The bytes of lower-case hexadecimal of a given length; undefined for every other text. */
export function fromHex(text: string, length = HASH_BYTES): Uint8Array | undefined {
  return text.length === 2 * length && /^[0-9a-f]*$/.test(text) ? hexToBytes(text) : undefined;
}

/** Below, equal to or above zero as the first byte string sorts before, with or after the second. */
export function compareBytes(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Four bytes as a number that sorts as they do. */
export function wordAt(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

function keyPaddedWith(key: Uint8Array, pad: number): Uint8Array {
  keyBlock.fill(pad);
  for (let at = 0; at < key.length; at += 1) keyBlock[at] = (key[at] ?? 0) ^ pad;
  return keyBlock;
}

function bytesOf(data: Uint8Array | string): Uint8Array {
  return typeof data === "string" ? utf8(data) : data;
}

function assertKey(key: Uint8Array): void {
  if (key.length !== HASH_BYTES) throw new TypeError(`A key of a draw has ${HASH_BYTES} bytes, not ${key.length}.`);
}
