import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../utf8.ts";
import type { Identity, IdentityKeys, IdentityKind } from "./identity.ts";

/** 120 bits: no two of a billion identifiers meet by chance, and twenty characters of base64url without padding. */
const PSEUDONYM_BYTES = 15;
const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A keyed secret with its public name; the name is part of every pseudonym made with it. */
export type Pepper = { readonly epoch: string; readonly key: Uint8Array };

export type PseudonymKind =
  | IdentityKind
  /** What accounts of a crowd share; the kinds of crowds are those of the signals that count them. */
  | `crowd:${string}`
  | "cadence"
  | "partner"
  | "invite"
  | "registration"
  | "ip"
  | "host"
  | "call"
  | "payee"
  | "address"
  | "serial"
  | "order";

/** What the service keys for itself. A shop's id has no slash, so that no shop can be called like one of these. */
export const OWN_SPACES = {
  visits: "firsthand/visits",
  calls: "firsthand/calls",
  contacts: "firsthand/contacts",
  reports: "firsthand/reports",
} as const;

type Keyed = ReturnType<typeof hmac.create>;

/** States that have taken a pepper and a name: a handful for each pepper of a configuration. */
const KEYED = new WeakMap<Pepper, Map<string, Keyed>>();
/** A checkout makes a score of pseudonyms; all are made in the one state and the same buffers. */
const state = hmac.create(sha256, new Uint8Array());
const digest = new Uint8Array(sha256.outputLen);
const short = new Uint8Array(256);

/**
 * Makes pseudonyms for one shop: HMAC-SHA-256 (RFC 2104) over shop, kind and value. The same person is somebody else at
 * another shop, in another kind and under another epoch.
 * @param space the id of the shop, or one of `OWN_SPACES`
 * @returns text such as `e1.Xk3...`; the value cannot be found again without the pepper
 */
export function pseudonymsFor(space: string, pepper: Pepper): (kind: PseudonymKind, value: string) => string {
  const keyed = keyedBy(pepper, space);
  return (kind, value) => {
    keyed
      ._cloneInto(state)
      .update(bytesOf(`${kind}\u0000${value}`))
      .digestInto(digest);
    return `${pepper.epoch}.${base64url(digest)}`;
  };
}

/** Most values are short and of ASCII letters, whose codes are their bytes: a call of the encoder takes longer than their hash. */
function bytesOf(text: string): Uint8Array {
  const { length } = text;
  if (length > short.length) return utf8(text);
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return utf8(text);
    short[at] = code;
  }
  return short.subarray(0, length);
}

function keyedBy(pepper: Pepper, space: string): Keyed {
  const ofPepper = KEYED.get(pepper) ?? new Map<string, Keyed>();
  const keyed = ofPepper.get(space) ?? hmac.create(sha256, pepper.key).update(utf8(`${space}\u0000`));
  KEYED.set(pepper, ofPepper.set(space, keyed));
  return keyed;
}

/** The pseudonyms of everything that identifies one checkout. */
export function keysOf(
  values: Identity["values"],
  pseudonym: (kind: IdentityKind, value: string) => string,
): IdentityKeys {
  const { account, near, ...others } = values;
  const keys: { [kind in Exclude<IdentityKind, "near" | "account">]?: string } = {};
  for (const kind of ["device", "payment", "email", "phone", "household", "building"] as const) {
    const value = others[kind];
    if (value !== undefined) keys[kind] = pseudonym(kind, value);
  }
  return {
    account: pseudonym("account", account),
    ...keys,
    ...(near === undefined ? {} : { near: near.map((value) => pseudonym("near", value)) }),
  };
}

/** The first bytes of a digest as base64url; fifteen bytes are twenty characters with nothing left over. */
function base64url(digest: Uint8Array): string {
  let text = "";
  for (let at = 0; at < PSEUDONYM_BYTES; at += 3) {
    const bits = ((digest[at] ?? 0) << 16) | ((digest[at + 1] ?? 0) << 8) | (digest[at + 2] ?? 0);
    for (const shift of [18, 12, 6, 0]) text += BASE64URL[(bits >> shift) & 63];
  }
  return text;
}
