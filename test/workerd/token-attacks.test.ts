import { env } from "cloudflare:workers";
import { base64url, CompactEncrypt, CompactSign, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { settleChallengeAnswer } from "../../src/wire/checkout.ts";
import { browserOrderOf, checkoutOf } from "../support/fixtures.ts";
import { call, migrateDatabase, shopKey, slugOf } from "./support/deployment.ts";
import {
  accountToken,
  encode,
  type KeyStatus,
  olderVisit,
  signAllow,
  signingKey,
  signSecret,
  signText,
  takeApart,
  tokenSecret,
} from "./support/forge.ts";
import { decided, type HeldUnit, holdUnit, ledgerOf, newSale, redeem, release, visitTo } from "./support/shopping.ts";

beforeAll(migrateDatabase);

type Attack = (held: HeldUnit) => Promise<string> | string;

const headerWith = (change: object) => (held: HeldUnit) => signAllow(takeApart(held.token).payload, "active", change);
const claimsWith = (change: object) => (held: HeldUnit) =>
  signAllow(JSON.stringify({ ...JSON.parse(takeApart(held.token).payload), ...change }));
/** The true key signs a header written out by hand. */
const headerText = (write: (kid: string) => string) => (held: HeldUnit) =>
  signText(write(signingKey().kid), takeApart(held.token).payload, privateKey());
const payloadText = (write: (payload: string) => string) => (held: HeldUnit) =>
  signAllow(write(takeApart(held.token).payload));
/** Another text for the same token. */
const spelt = (write: (token: string) => string) => (held: HeldUnit) => write(held.token);

function privateKey(status: KeyStatus = "active"): JWK {
  const { kid: _kid, ...jwk } = signingKey(status);
  return jwk;
}

async function strangerKey(alg: "EdDSA" | "ES256" | "RS256"): Promise<JWK> {
  const { privateKey: key } = await generateKeyPair(alg, { extractable: true });
  return await exportJWK(key);
}

function publicPart({ kty, crv, x, y, n, e }: JWK): JWK {
  return { kty, crv, x, y, n, e };
}

async function byStranger({ token }: HeldUnit, header: object, alg: "EdDSA" | "ES256" | "RS256" = "EdDSA") {
  const key = await strangerKey(alg);
  return await signText(JSON.stringify({ alg, typ: "allow+jwt", ...header }), takeApart(token).payload, key, alg);
}

async function withOwnJwk({ token }: HeldUnit): Promise<string> {
  const key = await strangerKey("EdDSA");
  const header = { alg: "EdDSA", typ: "allow+jwt", kid: signingKey().kid, jwk: publicPart(key) };
  return await signText(JSON.stringify(header), takeApart(token).payload, key);
}

async function hmac({ token }: HeldUnit, secret: Uint8Array, alg = "HS256"): Promise<string> {
  return await new CompactSign(new TextEncoder().encode(takeApart(token).payload))
    .setProtectedHeader({ alg, typ: "allow+jwt", kid: signingKey().kid })
    .sign(secret);
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const publicBytes = () => base64url.decode(signingKey().x ?? "");
const unsigned = (alg: string) => (held: HeldUnit) =>
  `${encode(JSON.stringify({ alg, typ: "allow+jwt", kid: signingKey().kid }))}.${held.token.split(".")[1]}.`;
const partsOf = (token: string) => token.split(".");
const replacePart = (token: string, at: number, part: string) => partsOf(token).with(at, part).join(".");

/** The last character of a part carries bits that a lax decoder ignores: another letter with the same meaning. */
function otherLastLetter(part: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const at = alphabet.indexOf(part.at(-1) ?? "");
  return part.slice(0, -1) + alphabet[at ^ 1];
}

const ATTACKS: [string, Attack][] = [
  // Algorithms
  ...["none", "None", "NONE", "nOnE", "", "EdDSA"].map((alg): [string, Attack] => [
    `unsigned, alg "${alg}"`,
    unsigned(alg),
  ]),
  ["HS256 with the public key's bytes", (held) => hmac(held, publicBytes())],
  ["HS256 with the public key's text", (held) => hmac(held, utf8(signingKey().x ?? ""))],
  ["HS256 with the public key as JWK text", (held) => hmac(held, utf8(JSON.stringify(publicPart(signingKey()))))],
  ["HS256 with the visit secret", (held) => hmac(held, tokenSecret().bytes)],
  [
    "HS512 with the public key's bytes",
    (held) => hmac(held, publicBytes().length < 64 ? utf8("x".repeat(64)) : publicBytes(), "HS512"),
  ],
  ["alg Ed25519 in place of EdDSA", headerWith({ alg: "Ed25519" })],
  ["alg eddsa", headerWith({ alg: "eddsa" })],
  ["alg ES256 over an EdDSA signature", headerWith({ alg: "ES256" })],
  ["alg RS256 over an EdDSA signature", headerWith({ alg: "RS256" })],
  ["alg null", headerWith({ alg: null })],
  ["alg as a list", headerWith({ alg: ["EdDSA"] })],
  ["no alg", headerWith({ alg: undefined })],
  ["ES256 by a key of its own", (held) => byStranger(held, { kid: signingKey().kid }, "ES256")],
  ["RS256 by a key of its own", (held) => byStranger(held, { kid: signingKey().kid }, "RS256")],
  // Keys
  ["another Ed25519 key under our kid", (held) => byStranger(held, { kid: signingKey().kid })],
  ["another Ed25519 key under a kid of its own", (held) => byStranger(held, { kid: "stranger" })],
  ["a key of its own, embedded as jwk", withOwnJwk],
  ["our own key, embedded as jwk", headerWith({ jwk: publicPart(signingKey()) })],
  ["jku", headerWith({ jku: "https://evil.example/jwks.json" })],
  ["jku that begins like ours", headerWith({ jku: `${env.ISSUER}@evil.example/jwks.json` })],
  ["x5u", headerWith({ x5u: "https://evil.example/cert.pem" })],
  ["x5c", headerWith({ x5c: ["MIIB"] })],
  ["x5t", headerWith({ x5t: "AAAA" })],
  ["the retired key", ({ token }) => signAllow(takeApart(token).payload, "retired")],
  [
    "the retired key under the active kid",
    ({ token }) => signAllow(takeApart(token).payload, "retired", { kid: signingKey().kid }),
  ],
  ["the active key under the retired kid", headerWith({ kid: signingKey("retired").kid })],
  ["the active key under the next kid", headerWith({ kid: signingKey("next").kid })],
  ["no kid", headerWith({ kid: undefined })],
  ["an empty kid", headerWith({ kid: "" })],
  ["kid null", headerWith({ kid: null })],
  ["kid as a number", headerWith({ kid: 0 })],
  ["kid as a list", headerWith({ kid: [signingKey().kid] })],
  ["kid with a space", headerWith({ kid: `${signingKey().kid} ` })],
  ["kid with a NUL", headerWith({ kid: `${signingKey().kid}\u0000` })],
  ["kid as a path", headerWith({ kid: "../../../../dev/null" })],
  ["kid as an SQL condition", headerWith({ kid: "' OR '1'='1" })],
  ["kid as a member of every object", headerWith({ kid: "__proto__" })],
  ["kid as a method of every object", headerWith({ kid: "constructor" })],
  ["kid as an address", headerWith({ kid: "https://evil.example/key" })],
  ["kid of the visit secret", headerWith({ kid: tokenSecret().kid })],
  [
    "the account key of the shop",
    async ({ token }) =>
      signText(
        JSON.stringify({ alg: "EdDSA", typ: "allow+jwt", kid: "account-key" }),
        takeApart(token).payload,
        JSON.parse(env.TEST_ACCOUNT_KEY),
      ),
  ],
  // Headers
  ["crit with an unknown name", headerWith({ crit: ["x"], x: 1 })],
  ["crit, empty", headerWith({ crit: [] })],
  ["b64 false", headerWith({ b64: false, crit: ["b64"] })],
  ["b64 false without crit", headerWith({ b64: false })],
  ["b64 true", headerWith({ b64: true, crit: ["b64"] })],
  ["zip", headerWith({ zip: "DEF" })],
  ["cty of a nested token", headerWith({ cty: "JWT" })],
  ["an unknown member", headerWith({ admin: true })],
  ["typ JWT", headerWith({ typ: "JWT" })],
  ["typ at+jwt", headerWith({ typ: "at+jwt" })],
  ["typ in capitals", headerWith({ typ: "ALLOW+JWT" })],
  ["typ with its media type's tree", headerWith({ typ: "application/allow+jwt" })],
  ["typ of a visit", headerWith({ typ: "visit+jwt" })],
  ["typ of a challenge", headerWith({ typ: "challenge+jwt" })],
  ["no typ", headerWith({ typ: undefined })],
  ["members in another order", headerText((kid) => `{"typ":"allow+jwt","alg":"EdDSA","kid":"${kid}"}`)],
  ["white space in the header", headerText((kid) => `{"alg":"EdDSA", "typ":"allow+jwt","kid":"${kid}"}`)],
  ["a line end after the header", headerText((kid) => `{"alg":"EdDSA","typ":"allow+jwt","kid":"${kid}"}\n`)],
  ["an escaped letter in the header", headerText((kid) => `{"alg":"Ed\\u0044SA","typ":"allow+jwt","kid":"${kid}"}`)],
  [
    "alg twice, the good one last",
    headerText((kid) => `{"alg":"none","alg":"EdDSA","typ":"allow+jwt","kid":"${kid}"}`),
  ],
  [
    "alg twice, the good one first",
    headerText((kid) => `{"alg":"EdDSA","alg":"none","typ":"allow+jwt","kid":"${kid}"}`),
  ],
  ["typ twice", headerText((kid) => `{"alg":"EdDSA","typ":"allow+jwt","typ":"allow+jwt","kid":"${kid}"}`)],
  ["kid twice", headerText((kid) => `{"alg":"EdDSA","typ":"allow+jwt","kid":"${kid}","kid":"${kid}"}`)],
  [
    "a byte order mark before the header",
    headerText((kid) => `\ufeff{"alg":"EdDSA","typ":"allow+jwt","kid":"${kid}"}`),
  ],
  ["a header that is a list", headerText(() => "[]")],
  ["a header that is null", headerText(() => "null")],
  ["a header that is no JSON", headerText(() => "{")],
  ["an empty object as header", headerText(() => "{}")],
  // Claims
  ["another shop", claimsWith({ aud: "shop-b" })],
  ["no shop", claimsWith({ aud: undefined })],
  ["our shop in a list", claimsWith({ aud: ["shop-a"] })],
  ["our shop and another in a list", claimsWith({ aud: ["shop-a", "evil"] })],
  ["the shop in capitals", claimsWith({ aud: "SHOP-A" })],
  ["the audience of a visit", claimsWith({ aud: "urn:firsthand:visit" })],
  ["another issuer", claimsWith({ iss: "https://evil.example" })],
  ["the issuer with a slash", claimsWith({ iss: `${env.ISSUER}/` })],
  ["the issuer in a list", claimsWith({ iss: [env.ISSUER] })],
  ["no issuer", claimsWith({ iss: undefined })],
  ["no jti", claimsWith({ jti: undefined })],
  ["jti as a number", claimsWith({ jti: 1 })],
  ["a jti of a hold that never was", claimsWith({ jti: "hold_x_01ARZ3NDEKTSV4RRFFQ69G5FAV" })],
  ["a sale that is none", claimsWith({ sale: "never-made" })],
  ["no sale", claimsWith({ sale: undefined })],
  ["no end", claimsWith({ exp: undefined })],
  ["an end as text", claimsWith({ exp: "9999999999" })],
  ["an end before time", claimsWith({ exp: -1 })],
  ["half a second as end", claimsWith({ exp: 1.5 })],
  ["a quantity of nothing", claimsWith({ qty: 0 })],
  ["a quantity as text", claimsWith({ qty: "1" })],
  ["an unknown claim", claimsWith({ admin: true })],
  ["a claim named __proto__", payloadText((payload) => payload.replace("{", '{"__proto__":{"admin":true},'))],
  ["cnf without a key", claimsWith({ cnf: {} })],
  ["cnf with a whole key", claimsWith({ cnf: { jwk: {} } })],
  ["a payload that is a list", payloadText((payload) => `[${payload}]`)],
  ["a payload that is null", payloadText(() => "null")],
  ["a payload that is a text", payloadText((payload) => JSON.stringify(payload))],
  ["a payload that is no JSON", payloadText((payload) => payload.slice(0, -1))],
  ["a payload with something after it", payloadText((payload) => `${payload}{}`)],
  ["a byte order mark before the payload", payloadText((payload) => `\ufeff${payload}`)],
  ["white space in the payload", payloadText((payload) => payload.replace(",", ", "))],
  ["an escaped letter in the payload", payloadText((payload) => payload.replace("shop-a", "shop\\u002da"))],
  ["a claim twice, the good one last", payloadText((payload) => payload.replace("{", '{"aud":"shop-b",'))],
  ["a claim twice, the good one first", payloadText((payload) => payload.replace(/\}$/, ',"aud":"shop-b"}'))],
  ["the same claim twice", payloadText((payload) => payload.replace("{", '{"aud":"shop-a",'))],
  ["a jti that is not its hold", claimsWith({ jti: `hold_${"x".repeat(3)}_01ARZ3NDEKTSV4RRFFQ69G5FAV` })],
  ["a hold that is not its jti", claimsWith({ hold: `hold_${"x".repeat(3)}_01ARZ3NDEKTSV4RRFFQ69G5FAV` })],
  ["an empty payload", payloadText(() => "")],
  // Spellings of a good token
  ["a line end after it", spelt((token) => `${token}\n`)],
  ["a line end before it", spelt((token) => `\n${token}`)],
  ["a carriage return after it", spelt((token) => `${token}\r\n`)],
  ["a space after it", spelt((token) => `${token} `)],
  ["a tab inside", spelt((token) => token.replace(".", "\t."))],
  ["a line end inside the signature", spelt((token) => `${token.slice(0, -4)}\n${token.slice(-4)}`)],
  ["a NUL after it", spelt((token) => `${token}\u0000`)],
  ["padding after the signature", spelt((token) => `${token}==`)],
  ["padding after the header", spelt((token) => token.replace(".", "=."))],
  ["standard base64 in the signature", spelt((token) => `${token.slice(0, -1)}+`)],
  [
    "the signature's last letter in another spelling",
    spelt((token) => replacePart(token, 2, otherLastLetter(partsOf(token)[2] ?? ""))),
  ],
  ["a signature of one letter more", spelt((token) => `${token}A`)],
  ["a signature of one letter less", spelt((token) => token.slice(0, -1))],
  ["an empty signature", spelt((token) => replacePart(token, 2, ""))],
  ["a signature of zeros", spelt((token) => replacePart(token, 2, base64url.encode(new Uint8Array(64))))],
  ["no signature part", spelt((token) => partsOf(token).slice(0, 2).join("."))],
  ["a fourth part", spelt((token) => `${token}.`)],
  ["five parts, as an encrypted token", spelt((token) => `${token}.AAAA.AAAA`)],
  ["an encrypted token", encrypted],
  ["a token in a token", async ({ token }) => signAllow(token)],
  ["JSON serialisation", ({ token }) => jsonSerialised(token)],
  ["Bearer before it", spelt((token) => `Bearer ${token}`)],
  ["a tilde after it, as a selective disclosure", spelt((token) => `${token}~`)],
  ["full-width letters", spelt((token) => token.replace("e", "ｅ"))],
  ["4097 letters", spelt((token) => token.padEnd(4096, "A"))],
  ["the parts in another order", spelt((token) => partsOf(token).reverse().join("."))],
];

async function encrypted({ token }: HeldUnit): Promise<string> {
  return await new CompactEncrypt(utf8(token))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .encrypt(publicBytes());
}

function jsonSerialised(token: string): string {
  const [header, payload, signature] = partsOf(token);
  return JSON.stringify({ protected: header, payload, signature });
}

let held: HeldUnit;
let saleId: string;
beforeAll(async () => {
  saleId = await newSale();
  held = await holdUnit(saleId);
});

describe("an attack on an allow token", () => {
  it("is one of a hundred at least", () => {
    expect(ATTACKS.length).toBeGreaterThanOrEqual(100);
    expect(new Set(ATTACKS.map(([name]) => name)).size).toBe(ATTACKS.length);
  });

  it.each(ATTACKS)("by %s is 401 token-rejected without a hint, and consumes nothing", async (_, attack) => {
    const token = await attack(held);
    const redeemed = await redeem(token);
    expect([redeemed.status, slugOf(redeemed)]).toEqual([401, "token-rejected"]);
    expect(redeemed.json).toEqual({
      type: `${env.ISSUER}/problems/token-rejected`,
      title: "The token is not a valid one of ours for this shop",
      status: 401,
      detail: "The token cannot be used.",
      instance: expect.any(String),
    });
    const released = await release({ token });
    expect([released.status, slugOf(released)]).toEqual([401, "token-rejected"]);
    const verified = await call("/v1/siteverify", { body: { secret: shopKey(), response: token }, shop: undefined });
    expect(verified.json).toEqual({ success: false, "error-codes": ["invalid-input-response"] });
  });

  it("leaves the true token as good as it was", async () => {
    expect(await ledgerOf(saleId)).toMatchObject({ held: 1, sold: 0, returning: 0 });
    const fresh = await holdUnit(saleId, 2);
    expect((await redeem(fresh.token)).status).toBe(200);
    const verified = await call("/v1/siteverify", {
      body: { secret: shopKey(), response: held.token },
      shop: undefined,
    });
    expect(verified.json.success).toBe(true);
  });

  it("by any change of a single letter is refused", async () => {
    const { token } = await holdUnit(saleId, 3);
    const letters = [...token].map(
      (letter, at) => `${token.slice(0, at)}${letter === "A" ? "B" : "A"}${token.slice(at + 1)}`,
    );
    for (let from = 0; from < letters.length; from += 100) {
      const seen = await Promise.all(letters.slice(from, from + 100).map((changed) => redeem(changed)));
      for (const [at, each] of seen.entries()) {
        expect([each.status, slugOf(each)], `letter ${from + at} of ${token.length}`).toEqual([401, "token-rejected"]);
      }
    }
    expect((await redeem(token)).status).toBe(200);
  });

  it("by a changed bit in any byte is refused", async () => {
    const { token } = await holdUnit(saleId, 4);
    const [header = "", payload = "", signature = ""] = partsOf(token);
    const changes: string[] = [];
    for (const [index, part] of [header, payload, signature].entries()) {
      const bytes = base64url.decode(part);
      for (let at = 0; at < bytes.length; at += 1) {
        const bit = 1 << (at % 8);
        const changed = bytes.with(at, (bytes[at] ?? 0) ^ bit);
        changes.push([header, payload, signature].with(index, base64url.encode(changed)).join("."));
      }
    }
    for (let from = 0; from < changes.length; from += 100) {
      const seen = await Promise.all(changes.slice(from, from + 100).map((changed) => redeem(changed)));
      expect(new Set(seen.map(slugOf))).toEqual(new Set(["token-rejected"]));
    }
    expect((await redeem(token)).status).toBe(200);
  });
});

describe("a token of one kind", () => {
  /** One good token of each kind, all of one sale. */
  async function oneOfEach() {
    const sale = await newSale({ clientSignals: "required" });
    const visit = await olderVisit(await visitTo(sale), 30_000);
    const { challenge } = await decided(sale, checkoutOf(1));
    const path = `/v1/sales/${sale}/challenges/${challenge?.id}`;
    const settled = settleChallengeAnswer.parse((await call(path, { body: { kind: "shop_otp" } })).json);
    const { token: allow } = await holdUnit(sale, 2, { channel: "phone" });
    return { sale, tokens: { allow, visit, challenge: settled.challengeToken, account: await accountToken() } };
  }

  const refusedAs = {
    allow: async (_sale: string, token: string) => slugOf(await redeem(token)),
    visit: async (sale: string, token: string) =>
      codesOf(await decided(sale, { ...checkoutOf(3), visitToken: token })).includes("VISIT_INVALID"),
    challenge: async (sale: string, token: string) =>
      (await decided(sale, { ...checkoutOf(1), challengeToken: token })).verdict,
    account: async (sale: string, token: string) => {
      return slugOf(
        await call(`/v1/sales/${sale}/checkouts`, {
          body: { ...browserOrderOf(4), accountToken: token },
          shop: undefined,
        }),
      );
    },
  };
  const codesOf = (answer: { reasons: readonly { code: string }[] }) => answer.reasons.map(({ code }) => code);
  const refusal = { allow: "token-rejected", visit: true, challenge: "challenge", account: "unauthorized" };

  it("is refused by the verifiers of the three others: twelve pairs", async () => {
    const { sale, tokens } = await oneOfEach();
    let pairs = 0;
    for (const as of ["allow", "visit", "challenge", "account"] as const) {
      for (const kind of ["allow", "visit", "challenge", "account"] as const) {
        if (kind === as) continue;
        expect(await refusedAs[as](sale, tokens[kind]), `${kind} as ${as}`).toBe(refusal[as]);
        pairs += 1;
      }
    }
    expect(pairs).toBe(12);
  });

  it("is refused under the claims of another, though the key is the right one for the kind", async () => {
    const { sale, tokens } = await oneOfEach();
    const [visit, challenge] = [takeApart(tokens.visit).payload, takeApart(tokens.challenge).payload];
    const asChallenge = await signSecret("challenge+jwt", visit);
    expect((await decided(sale, { ...checkoutOf(1), challengeToken: asChallenge })).verdict).toBe("challenge");
    const asVisit = await signSecret("visit+jwt", challenge);
    expect(codesOf(await decided(sale, { ...checkoutOf(3), visitToken: asVisit }))).toContain("VISIT_INVALID");
    expect(slugOf(await redeem(await signAllow(visit)))).toBe("token-rejected");
  });

  it("of HMAC is refused after any change of a letter", async () => {
    const { sale, tokens } = await oneOfEach();
    const { visit } = tokens;
    for (let at = 0; at < visit.length; at += 7) {
      const changed = `${visit.slice(0, at)}${visit[at] === "A" ? "B" : "A"}${visit.slice(at + 1)}`;
      const answer = await decided(sale, { ...checkoutOf(5), visitToken: changed, payment: { method: "cash" } });
      expect(codesOf(answer), `letter ${at}`).toContain("VISIT_INVALID");
    }
  });
});

describe("keys that are published", () => {
  it.each(["next", "retiring"] as const)("a token by the %s key is good, for rotation", async (status) => {
    const { token } = await holdUnit(saleId, status === "next" ? 6 : 7);
    expect((await redeem(await signAllow(takeApart(token).payload, status))).status).toBe(200);
    expect(await importJWK(publicPart(signingKey(status)), "EdDSA")).toBeDefined();
  });

  it("give one hold one sale, however many of them sign its claims", async () => {
    const { token } = await holdUnit(saleId, 8);
    const { payload } = takeApart(token);
    const variants = [token, await signAllow(payload, "next"), await signAllow(payload, "retiring")];
    const seen = await Promise.all(variants.map((variant, at) => redeem(variant, `o_${at}`)));
    expect(seen.map((each) => each.status).sort()).toEqual([200, 409, 409]);
  });
});
