import { type CryptoKey, importJWK, type JWK } from "jose";
import type { Config } from "../../config.ts";
import { assert } from "../../domain/result.ts";

/** The keys of all token kinds, imported once for an isolate. */
export type TokenKeys = {
  readonly issuer: string;
  /** The key that signs allow tokens now. */
  readonly activeKid: string;
  /** By key id, retired ones included: they only ever repeat signatures that were given out before. */
  readonly signing: ReadonlyMap<string, CryptoKey>;
  /** By key id: next, active and retiring. A token of a retired key is no longer accepted. */
  readonly verifying: ReadonlyMap<string, CryptoKey>;
  /** What `/.well-known/jwks.json` publishes: the accepted keys, public parts only. */
  readonly jwks: { readonly keys: readonly JWK[] };
  readonly secretKid: string;
  /** HMAC secrets of visit and challenge tokens, by key id. */
  readonly secrets: ReadonlyMap<string, Uint8Array>;
};

const imported = new WeakMap<Config, Promise<TokenKeys>>();

/** The keys of a configuration. A key that the configuration check let through and that cannot be imported rejects. */
export function tokenKeysOf(config: Config): Promise<TokenKeys> {
  const known = imported.get(config);
  if (known !== undefined) return known;
  const keys = importKeys(config);
  imported.set(config, keys);
  return keys;
}

async function importKeys(config: Config): Promise<TokenKeys> {
  const signing = new Map<string, CryptoKey>();
  const verifying = new Map<string, CryptoKey>();
  const published: JWK[] = [];
  for (const { status, kty, crv, x, d, kid } of config.signingKeys) {
    const publicJwk = { kty, crv, x, kid, alg: "EdDSA", use: "sig" };
    signing.set(kid, await importEdDsa({ kty, crv, x, d }));
    if (status === "retired") continue;
    verifying.set(kid, await importEdDsa({ kty, crv, x }));
    published.push(publicJwk);
  }
  const active = config.signingKeys.find(({ status }) => status === "active");
  const secret = config.tokenSecrets[0];
  assert(active !== undefined && secret !== undefined, "a checked configuration has an active key and a secret");
  return {
    issuer: config.issuer,
    activeKid: active.kid,
    signing,
    verifying,
    jwks: { keys: published },
    secretKid: secret.kid,
    secrets: new Map(config.tokenSecrets.map(({ kid, key }) => [kid, key])),
  };
}

async function importEdDsa(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, "EdDSA");
  assert(!(key instanceof Uint8Array), "an OKP key is an asymmetric one");
  return key;
}
