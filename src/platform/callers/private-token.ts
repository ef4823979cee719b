import { base64url, type CryptoKey } from "jose";
import type { Config } from "../../config.ts";
import { hashOf } from "../../domain/draw/bytes.ts";
import { assert } from "../../domain/result.ts";
import { encodeChallenge, parsePrivateToken, rsaKeyOf } from "../../domain/tokens/private-token.ts";

const PSS = { name: "RSA-PSS", hash: "SHA-384" } as const;
const SALT_BYTES = 48;
/** As browsers send it (RFC 9577, section 2.2): 354 bytes in base64url, which need no padding. */
const AUTHORIZATION = /^PrivateToken token="?([A-Za-z0-9_-]{472})"?$/;

type IssuerKey = { readonly issuer: string; readonly key: CryptoKey };
/** The keys of the issuers that a deployment knows, by their ids. None is fetched: a sale has no time for it. */
const keysOf = new WeakMap<Config, Promise<ReadonlyMap<string, IssuerKey>>>();

/** What a browser is asked by for a token of any issuer that the deployment knows (RFC 9577, section 2.1): `WWW-Authenticate`. */
export function privateTokenChallenges(config: Config, saleId: string): string {
  return [...config.privateTokenIssuers]
    .map(([issuer, [key]]) => {
      const challenge = encodeChallenge({ issuer, origin: originOf(config), saleId });
      return `PrivateToken challenge="${padded(challenge)}", token-key="${padded(key ?? new Uint8Array())}"`;
    })
    .join(", ");
}

/**
 * Verifies a token that was made for this sale (RFC 9577 and 9578, type 0x0002).
 * @returns what names it from then on and tells nothing of who holds it; undefined where it is not genuine, and never throws
 */
export async function verifyPrivateToken(
  config: Config,
  saleId: string,
  authorization: string,
): Promise<string | undefined> {
  const text = AUTHORIZATION.exec(authorization)?.[1];
  const token = text === undefined ? undefined : parsePrivateToken(base64url.decode(text));
  if (token === undefined) return undefined;
  const found = (await keysFor(config)).get(base64url.encode(token.keyId));
  if (found === undefined) return undefined;
  const asked = hashOf(encodeChallenge({ issuer: found.issuer, origin: originOf(config), saleId }));
  if (asked.some((byte, at) => token.challengeDigest[at] !== byte)) return undefined;
  const scheme = { name: PSS.name, saltLength: SALT_BYTES };
  const isSigned = await crypto.subtle.verify(scheme, found.key, token.authenticator, token.signed);
  return isSigned ? `private-token ${base64url.encode(hashOf(token.nonce))}` : undefined;
}

/** The name by which browsers call this service. */
function originOf({ issuer }: Config): string {
  return new URL(issuer).host;
}

function keysFor(config: Config): Promise<ReadonlyMap<string, IssuerKey>> {
  const known = keysOf.get(config) ?? readKeys(config);
  keysOf.set(config, known);
  return known;
}

async function readKeys({ privateTokenIssuers }: Config): Promise<ReadonlyMap<string, IssuerKey>> {
  const all = [...privateTokenIssuers].flatMap(([issuer, keys]) => keys.map((key) => ({ issuer, key })));
  const entries = all.map(async ({ issuer, key }): Promise<[string, IssuerKey]> => {
    const plain = rsaKeyOf(key);
    assert(plain !== undefined, "the settings hold keys of issuers alone");
    return [
      base64url.encode(hashOf(key)),
      { issuer, key: await crypto.subtle.importKey("spki", plain, PSS, false, ["verify"]) },
    ];
  });
  return new Map(await Promise.all(entries));
}

/** Browsers are given the padding of RFC 4648, which not all can do without. */
function padded(bytes: Uint8Array): string {
  const text = base64url.encode(bytes);
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}
