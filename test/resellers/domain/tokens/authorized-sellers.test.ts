import { describe, expect, it } from "vitest";
import { allowTokenClaims } from "../../../../src/domain/tokens/allow-token.ts";
import { challengeTokenClaims } from "../../../../src/domain/tokens/challenge-token.ts";
import { AUTHORIZED_SELLERS_AUDIENCE, TOKEN_KINDS } from "../../../../src/domain/tokens/kinds.ts";
import { visitTokenClaims } from "../../../../src/domain/tokens/visit-token.ts";
import type { Partner } from "../../../../src/resellers/domain/authorized/partner.ts";
import {
  type AuthorizedSellersClaims,
  authorizedSellersClaims,
  authorizedSellersPayload,
} from "../../../../src/resellers/domain/tokens/authorized-sellers.ts";
import { NOW_MS, VISIT } from "../../../domain/sale/fixtures.ts";
import { xiaomi } from "../shipped.ts";

const PARTNER: Partner = {
  id: "p-1",
  legalName: "North Phones Ltd",
  storefrontNames: ["North Phones"],
  aliases: ["internal alias"],
  hosts: ["north.example"],
  urlPrefixes: [],
  regions: ["IN"],
  validFrom: "2020-01-01",
};
const LIST = { issuer: "https://firsthand.test", version: 7, brands: [xiaomi], partners: [PARTNER] };

function claimsOf(list = LIST, nowMs = NOW_MS): AuthorizedSellersClaims {
  return authorizedSellersClaims.parse(JSON.parse(authorizedSellersPayload(list, nowMs)));
}

describe("the list of authorized sellers", () => {
  it("says who may sell, who the brand is, and for a day only", () => {
    const claims = claimsOf();
    expect(claims).toMatchObject({ iss: "https://firsthand.test", version: 7, aud: AUTHORIZED_SELLERS_AUDIENCE });
    expect(claims.exp - claims.iat).toBe(86_400);
    expect(claims.sellers.map(({ legalName }) => legalName)).toEqual(["North Phones Ltd"]);
    expect(claims.brands[0]?.hosts).toContain("mi.com");
  });

  it("gives each seller's names, places and days, and the last day only where there is one", () => {
    const { id: _, aliases: __, ...open } = PARTNER;
    const ending = {
      ...open,
      legalName: "East Ltd",
      urlPrefixes: ["market.example/stores/east"],
      validTo: "2030-12-31",
    };
    const partners = [PARTNER, { ...PARTNER, ...ending }];
    const claims = JSON.parse(authorizedSellersPayload({ ...LIST, partners }, NOW_MS + 999));
    expect(claims.sellers).toEqual([open, ending]);
    expect(claims.sellers[0]).not.toHaveProperty("validTo");
    expect(claims.brands).toEqual([{ name: xiaomi.profile.name, hosts: xiaomi.profile.hosts }]);
    expect(claims.iat).toBe(NOW_MS / 1000);
  });

  it("keeps ids and aliases, which are the operator's own, out of the public", () => {
    expect(authorizedSellersPayload(LIST, NOW_MS)).not.toMatch(/p-1|internal alias/);
  });

  it.each([
    ["begins tomorrow", { validFrom: "2999-01-01" }],
    ["ended", { validTo: "2020-12-31" }],
  ])("leaves out a partner whose authorization %s", (_, change) => {
    expect(claimsOf({ ...LIST, partners: [{ ...PARTNER, ...change }] }).sellers).toEqual([]);
  });

  it("is a kind of its own on the wire, and passes for no other by its claims, nor any other for it", () => {
    expect(TOKEN_KINDS).toContain("authorized-sellers+jwt");
    expect(AUTHORIZED_SELLERS_AUDIENCE).toBe("urn:firsthand:authorized-sellers");
    const others = [allowTokenClaims, visitTokenClaims, challengeTokenClaims];
    expect(others.map((reader) => reader.safeParse(claimsOf()).success)).toEqual([false, false, false]);
    expect(authorizedSellersClaims.safeParse(VISIT).success).toBe(false);
  });
});
