import { existsSync, readFileSync } from "node:fs";
import { compactVerify, importJWK, type JWK } from "jose";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { parseConfig } from "../../src/config.ts";
import { assert } from "../../src/domain/result.ts";
import { verifyAccountToken } from "../../src/platform/tokens/account-token.ts";
import { verifyCheckoutProof, verifyHolderProof } from "../../src/platform/tokens/browser-proof.ts";
import { tokenKeysOf } from "../../src/platform/tokens/token-keys.ts";
import { verifyAllowToken, verifyChallengeToken, verifyVisitToken } from "../../src/platform/tokens/tokens.ts";
import { validSettings } from "../support/settings.ts";
import { disagreements, fromHex } from "../support/wycheproof.ts";

const VECTORS = "../shared/data/wycheproof/testvectors_v1";
const read = (name: string) => readFileSync(`${VECTORS}/${name}_test.json`, "utf8");

const keySchema = z.looseObject({ kty: z.string(), alg: z.string().optional(), kid: z.string().optional() });
const jwsFile = z.object({
  testGroups: z.array(
    z.object({
      comment: z.string(),
      private: z.looseObject({}),
      public: z.looseObject({}).optional(),
      tests: z.array(
        z.object({ tcId: z.number(), comment: z.string(), jws: z.unknown().optional(), result: z.string() }),
      ),
    }),
  ),
});

type JwsVector = {
  readonly name: string;
  readonly jws: string;
  readonly valid: boolean;
  readonly key: JWK | undefined;
};

/** Every signed token of a file in compact form, with the single key that its group verifies by. */
function jwsVectors(file: string): JwsVector[] {
  return jwsFile.parse(JSON.parse(read(file))).testGroups.flatMap((group) => {
    const key = keySchema.safeParse(group.public ?? group.private);
    return group.tests.flatMap(({ tcId, comment, jws, result }) =>
      typeof jws === "string"
        ? [
            {
              name: `${file} ${tcId} ${group.comment} ${comment}`,
              jws,
              valid: result === "valid",
              key: key.success ? key.data : undefined,
            },
          ]
        : [],
    );
  });
}

const macFile = z.object({
  testGroups: z.array(
    z.object({
      tagSize: z.number(),
      tests: z.array(
        z.object({ tcId: z.number(), key: z.string(), msg: z.string(), tag: z.string(), result: z.string() }),
      ),
    }),
  ),
});

describe.skipIf(!existsSync(VECTORS))("Wycheproof (skipped without ../shared/data/wycheproof)", () => {
  it("agrees on every Ed25519 signature", async () => {
    expect(await disagreements(read("ed25519"), "Ed25519")).toEqual({ tried: 151, otherwise: [] });
  });

  it("agrees on every ECDSA P-256 signature", async () => {
    const { tried, otherwise } = await disagreements(read("ecdsa_secp256r1_sha256_p1363"), "ES256");
    expect([tried, otherwise]).toEqual([262, []]);
  });

  it("agrees on every HMAC-SHA-256 of full length", async () => {
    let tried = 0;
    for (const { tagSize, tests } of macFile.parse(JSON.parse(read("hmac_sha256"))).testGroups) {
      if (tagSize !== 256) continue;
      for (const { tcId, key: keyHex, msg, tag, result } of tests) {
        tried += 1;
        const algorithm = { name: "HMAC", hash: "SHA-256" };
        const key = await crypto.subtle.importKey("raw", fromHex(keyHex), algorithm, false, ["verify"]);
        const isGood = await crypto.subtle.verify("HMAC", key, fromHex(tag), fromHex(msg));
        expect(isGood, String(tcId)).toBe(result === "valid");
      }
    }
    expect(tried).toBeGreaterThan(50);
  });

  it("calls no token invalid that verifies here, but for other spellings of a good one", async () => {
    const accepted: string[] = [];
    let tried = 0;
    for (const { name, jws, valid, key } of ["json_web_signature", "json_web_crypto"].flatMap(jwsVectors)) {
      const alg = key?.alg ?? "";
      if (key === undefined || valid || !["HS256", "ES256", "RS256"].includes(alg)) continue;
      tried += 1;
      const verified = compactVerify(jws, await importJWK(key, alg), { algorithms: [alg] });
      if (await verified.then(Boolean, () => false)) accepted.push(name);
    }
    // A lax base64 decoder reads these as the good token that they spell otherwise; our own tokens have one spelling.
    // The one key of a weak generator is an RSA key; the only RSA keys believed here are those that Access publishes.
    expect(accepted.filter((name) => !/ base64 | jws_rsa_roca_key /.test(name))).toEqual([]);
    expect(tried).toBeGreaterThan(200);
  });

  it("takes none of its tokens for one of ours, whatever their worth, even under the kid that they name", async () => {
    const { settings } = await validSettings();
    const vectors = ["json_web_signature", "json_web_crypto", "json_web_key"].flatMap(jwsVectors);
    const secrets = vectors.flatMap(({ key }) => (key?.kty === "oct" && typeof key.k === "string" ? [key.k] : []));
    const TOKEN_SECRETS = JSON.stringify([...new Set(secrets)].map((k) => ({ kid: "kid-aes-sign", k })).slice(0, 1));
    const config = parseConfig({ ...settings, TOKEN_SECRETS });
    assert(config.ok, "the settings are valid");
    const keys = await tokenKeysOf(config.value);
    for (const { name, jws } of vectors) {
      const taken = await Promise.all([
        verifyAllowToken(keys, jws, "shop-a"),
        verifyVisitToken(keys, jws),
        verifyChallengeToken(keys, jws),
        verifyAccountToken(config.value, jws, 0),
        verifyHolderProof(jws, { jti: "x", orderId: "x" }),
        verifyCheckoutProof({ jws, hashed: "" }, { nonce: "x", sale: "x" }),
      ]);
      expect(taken, name).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
    }
    expect(vectors.length).toBeGreaterThan(400);
  });
});
