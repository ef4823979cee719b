import { hashOf } from "../draw/bytes.ts";
import { SHARED_KEY_BYTES } from "../draw/groups.ts";
import { NEAR_KEYS_MAX } from "../identity/address/near-keys.ts";
import { HAD_WEIGHT, traitsOf } from "../identity/cluster/trait.ts";
import type { AttemptCommand } from "../sale/commands/attempt-command.ts";

/** What a registration is judged by once all are in: a checkout that does not buy yet. It holds pseudonyms only. */
export type RegistrationEvidence = Pick<
  AttemptCommand,
  "channel" | "paymentMethod" | "keys" | "withVisit" | "withoutVisit" | "holderKey"
>;

/** The evidence of a command, and nothing else of it. */
export function evidenceOf({
  channel,
  paymentMethod,
  keys,
  withVisit,
  withoutVisit,
  holderKey,
}: AttemptCommand): RegistrationEvidence {
  return { channel, paymentMethod, keys, withVisit, withoutVisit, holderKey };
}

/**
 * By what entries are one household, device or payer, as the limits of a sale count them, or belong together by what only one
 * party has, as its clusters do. A near spelling of an address joins nobody, nor does anything that others could type.
 */
export const JOINING_KINDS = ["household", "device", "payment", "browser", "email", "phone"] as const;
/** What is counted beside that: how many registrations name the same, whoever sent them. */
export const COUNTED_KINDS = ["namedEmail", "namedPhone", "building", "visit"] as const;
export const SHARED_KINDS = [...JOINING_KINDS, ...COUNTED_KINDS] as const;
export type SharedKind = (typeof SHARED_KINDS)[number];

/** What an entry may share with others; a kind without a value is shared with nobody. */
export function sharedValues(evidence: RegistrationEvidence): { readonly [kind in SharedKind]?: string | undefined } {
  const { keys, holderKey, withVisit, withoutVisit } = evidence;
  const { signals } = withoutVisit;
  const had = traitsOf(keys, {
    emailVerified: signals["account.email_verified"] === true,
    phoneVerified: signals["account.phone_verified"] === true,
    holderKey,
  }).filter(({ weight }) => weight >= HAD_WEIGHT);
  return {
    ...Object.fromEntries(had.map(({ link }) => [link.slice(0, link.indexOf(":")), link])),
    household: keys.household,
    namedEmail: keys.email,
    namedPhone: keys.phone,
    building: keys.building,
    visit: withVisit?.visit.jti,
  };
}

/** The shared keys of one entry, as bytes: `SHARED_KEY_BYTES` for each kind, zeros where it shares nothing. */
export function sharedKeys(evidence: RegistrationEvidence): Uint8Array<ArrayBuffer> {
  const values = sharedValues(evidence);
  const keys = new Uint8Array(SHARED_KINDS.length * SHARED_KEY_BYTES);
  for (const [at, kind] of SHARED_KINDS.entries()) {
    const value = values[kind];
    if (value !== undefined) keys.set(hashOf(value).subarray(0, SHARED_KEY_BYTES), at * SHARED_KEY_BYTES);
  }
  return keys;
}

/** Six bytes are a whole number that is exact, and too many for two of a few million to be equal by chance. */
const NEAR_KEY_BYTES = 6;
export const NEAR_BYTES = NEAR_KEYS_MAX * NEAR_KEY_BYTES;

/** The near keys of an address, as bytes: `NEAR_BYTES`, zeros where it has fewer. They join nobody; they are counted. */
export function packedNearKeys({ keys }: RegistrationEvidence): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(NEAR_BYTES);
  for (const [at, key] of [...new Set(keys.near)].slice(0, NEAR_KEYS_MAX).entries()) {
    bytes.set(hashOf(key).subarray(0, NEAR_KEY_BYTES), at * NEAR_KEY_BYTES);
  }
  return bytes;
}

/** The near keys of some entries as numbers, `NEAR_KEYS_MAX` for each. @param into a column that begins with the first of them */
export function nearNumbers(
  bytes: Uint8Array,
  into: Float64Array = new Float64Array(bytes.length / NEAR_KEY_BYTES),
): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at * NEAR_KEY_BYTES < bytes.length; at += 1)
    into[at] = view.getUint32(at * NEAR_KEY_BYTES) * 0x10000 + view.getUint16(at * NEAR_KEY_BYTES + 4);
  return into;
}
