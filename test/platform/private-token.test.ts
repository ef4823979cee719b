import { readFileSync } from "node:fs";
import { base64url } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { type Config, parseConfig } from "../../src/config.ts";
import { hashOf } from "../../src/domain/draw/bytes.ts";
import { assert } from "../../src/domain/result.ts";
import { encodeTokenChallenge, parsePrivateToken, rsaKeyOf } from "../../src/domain/tokens/private-token.ts";
import { privateTokenChallenges, verifyPrivateToken } from "../../src/platform/callers/private-token.ts";
import { type Issuer, newIssuer } from "../support/private-token-issuer.ts";
import { validSettings } from "../support/settings.ts";

type Vector = { readonly key: string; readonly challenge: string; readonly nonce: string; readonly token: string };
/** The public parts of RFC 9578's own vectors for blind RSA (appendix B.2). */
const VECTORS: readonly Vector[] = JSON.parse(readFileSync("test/fixtures/private-token/rfc9578.json", "utf8"));
const PSS = { name: "RSA-PSS", hash: "SHA-384", saltLength: 48 };

function bytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(hex, "hex"));
}

describe("a token of RFC 9578's vectors", () => {
  it.each(VECTORS)(
    "nonce $nonce: is for its challenge and its key, and is signed as WebCrypto verifies",
    async (vector) => {
      const token = parsePrivateToken(bytes(vector.token));
      const plain = rsaKeyOf(bytes(vector.key));
      assert(token !== undefined && plain !== undefined, "both are of type 2");
      expect(token.nonce).toEqual(bytes(vector.nonce));
      expect(token.challengeDigest).toEqual(hashOf(bytes(vector.challenge)));
      expect(token.keyId).toEqual(hashOf(bytes(vector.key)));
      const key = await crypto.subtle.importKey("spki", plain, PSS, false, ["verify"]);
      expect(await crypto.subtle.verify(PSS, key, token.authenticator, token.signed)).toBe(true);
      token.signed[2] = (token.signed[2] ?? 0) ^ 1;
      expect(await crypto.subtle.verify(PSS, key, token.authenticator, token.signed)).toBe(false);
    },
  );

  it.each([
    [0, "208e7acc900e393381e8810b7c9e4a68b5163f1f880ab6688a6ffe780923609e88", "origin.example"],
    [1, "00", "origin.example"],
    [2, "00", "foo.example,bar.example"],
    [3, "00", ""],
  ])("%i: its challenge is written as ours are", (at, context, origin) => {
    const of = { issuer: "issuer.example", origin, context: bytes(context).subarray(1) };
    expect(encodeTokenChallenge(of)).toEqual(bytes(VECTORS[at]?.challenge ?? ""));
  });
});

describe("a token of an issuer that the deployment knows", () => {
  let issuer: Issuer;
  let other: Issuer;
  let config: Config;
  beforeAll(async () => {
    [issuer, other] = await Promise.all([newIssuer(), newIssuer()]);
    const { settings } = await validSettings();
    const issuers = {
      "issuer.example": [issuer.key],
      "second.example": [VECTORS[0] && base64url.encode(bytes(VECTORS[0].key))],
    };
    const parsed = parseConfig({ ...settings, PRIVATE_TOKEN_ISSUERS: JSON.stringify(issuers) });
    assert(parsed.ok, "the settings are valid");
    config = parsed.value;
  });

  /** The challenges that a browser is asked by, as it reads them. */
  const challengesOf = (saleId: string) =>
    [...privateTokenChallenges(config, saleId).matchAll(/PrivateToken challenge="([^"]+)", token-key="([^"]+)"/g)].map(
      ([, challenge = "", key = ""]) => ({ challenge: base64url.decode(challenge.replace(/=+$/, "")), key }),
    );
  const challengeOf = (saleId: string) => challengesOf(saleId)[0]?.challenge ?? new Uint8Array();

  it("is asked for by a challenge of each issuer, with its key, and names this host alone", () => {
    const asked = challengesOf("s1");
    expect(asked.map(({ key }) => key)).toEqual([issuer.key, expect.any(String)]);
    const host = new URL(config.issuer).host;
    expect(Buffer.from(challengeOf("s1")).toString("latin1")).toMatch(
      new RegExp(`^\\0\\x02\\0\\x0eissuer.example.*${host}$`, "s"),
    );
  });

  it("names one thing for the same token, and another for the next", async () => {
    const nonce = new Uint8Array(32).fill(7);
    const [first, again, next] = await Promise.all([
      verifyPrivateToken(config, "s1", await issuer.authorize(challengeOf("s1"), nonce)),
      verifyPrivateToken(config, "s1", await issuer.authorize(challengeOf("s1"), nonce)),
      verifyPrivateToken(config, "s1", await issuer.authorize(challengeOf("s1"))),
    ]);
    expect(first).toMatch(/^private-token [A-Za-z0-9_-]{43}$/);
    expect(again).toBe(first);
    expect(next).not.toBe(first);
  });

  it.each([
    ["of another sale", async () => await issuer.authorize(challengeOf("s2"))],
    [
      "of the challenge of another issuer",
      async () => await issuer.authorize(challengesOf("s1")[1]?.challenge ?? new Uint8Array()),
    ],
    ["of an issuer that is unknown", async () => await other.authorize(challengeOf("s1"))],
    [
      "whose signature is another's",
      async () => `${(await issuer.authorize(challengeOf("s1"))).slice(0, -9)}AAAAAAAA"`,
    ],
    ["that is cut off", async () => (await issuer.authorize(challengeOf("s1"))).slice(0, -5)],
    ["of another type", async () => `PrivateToken token="${"A".repeat(472)}"`],
    ["that is a shop's key", async () => "Bearer fh_sk_1"],
    ["that is empty", async () => ""],
  ])("does not count %s", async (_, authorization) => {
    expect(await verifyPrivateToken(config, "s1", await authorization())).toBeUndefined();
  });

  it.each([
    ["that is no key of type 2", "MIIB"],
    ["that is plain RSA", base64url.encode(rsaKeyOf(bytes(VECTORS[0]?.key ?? "")) ?? new Uint8Array())],
  ])("refuses a setting %s", async (_, key) => {
    const { settings } = await validSettings();
    const parsed = parseConfig({ ...settings, PRIVATE_TOKEN_ISSUERS: JSON.stringify({ "issuer.example": [key] }) });
    expect(parsed).toMatchObject({ ok: false, error: [expect.stringContaining("token key of type 2")] });
  });
});
