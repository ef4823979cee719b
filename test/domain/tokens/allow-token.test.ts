import { describe, expect, it } from "vitest";
import { type AllowTokenClaims, allowTokenClaims, allowTokenPayload } from "../../../src/domain/tokens/allow-token.ts";
import { HOLD, NOW_MS } from "../sale/fixtures.ts";

const TOKEN = {
  issuer: "https://firsthand.test",
  shop: "shop-a",
  saleId: "mi3-2",
  sku: "MI3-16GB",
  hold: { ...HOLD, quantity: 2, createdAtMs: NOW_MS + 999 },
  policyHash: "sha256-test",
  grants: {},
};

const CLAIMS: AllowTokenClaims = {
  iss: "https://firsthand.test",
  aud: "shop-a",
  sub: HOLD.account,
  jti: HOLD.holdId,
  iat: NOW_MS / 1000,
  nbf: NOW_MS / 1000,
  exp: HOLD.expiresAtMs / 1000,
  sale: "mi3-2",
  sku: "MI3-16GB",
  qty: 2,
  hold: HOLD.holdId,
  dec: HOLD.decisionId,
  pol: "sha256-test",
};

describe("the payload of an allow token", () => {
  it("says what its hold keeps, for whom and until when, in whole seconds", () => {
    expect(JSON.parse(allowTokenPayload(TOKEN))).toEqual(CLAIMS);
  });

  it("binds the key that the browser proved", () => {
    const payload = allowTokenPayload({ ...TOKEN, hold: { ...TOKEN.hold, holderKey: "thumbprint" } });
    expect(JSON.parse(payload)).toEqual({ ...CLAIMS, cnf: { jkt: "thumbprint" } });
  });

  it("carries what the sale granted", () => {
    const grants = { partner: "p_1", invite: "e1.invite", registration: "reg_1" };
    expect(JSON.parse(allowTokenPayload({ ...TOKEN, grants }))).toEqual({ ...CLAIMS, ...grants });
  });

  it("is one text for one hold, so that its signature is too", () => {
    expect(allowTokenPayload(structuredClone(TOKEN))).toBe(allowTokenPayload(TOKEN));
  });
});

describe("the claims of an allow token", () => {
  const FULL = { ...CLAIMS, partner: "p", invite: "i", registration: "r", cnf: { jkt: "k" } };

  it.each([CLAIMS, FULL])("are read back as they were written: %o", (claims) => {
    expect(allowTokenClaims.parse(claims)).toEqual(claims);
  });

  it.each<[string, object]>([
    ["an audience in a list", { aud: ["shop-a"] }],
    ["a claim of no meaning", { admin: true }],
    ["no units", { qty: 0 }],
    ["half a unit", { qty: 1.5 }],
    ["a quantity in text", { qty: "1" }],
    ["an expiry before all time", { exp: -1 }],
    ["an expiry within a second", { exp: 1.5 }],
    ["a beginning before all time", { nbf: -1 }],
    ["an issue before all time", { iat: -1 }],
    ["a holder's key and more", { cnf: { jkt: "k", jwk: {} } }],
    ["a confirmation without a key", { cnf: {} }],
    ...Object.keys(CLAIMS).map((name): [string, object] => [`no ${name}`, { [name]: undefined }]),
  ])("are refused with %s", (_, change) => {
    expect(allowTokenClaims.safeParse({ ...FULL, ...change }).success).toBe(false);
  });
});
