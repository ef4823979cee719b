import { describe, expect, it } from "vitest";
import { allowTokenClaims } from "../../../src/domain/tokens/allow-token.ts";
import { type ChallengeTokenClaims, challengeTokenClaims } from "../../../src/domain/tokens/challenge-token.ts";
import { CHALLENGE_AUDIENCE, TOKEN_KINDS, VISIT_AUDIENCE } from "../../../src/domain/tokens/kinds.ts";
import { visitTokenClaims } from "../../../src/domain/tokens/visit-token.ts";
import { VISIT } from "../sale/fixtures.ts";

const CLAIMS: ChallengeTokenClaims = {
  aud: "urn:firsthand:challenge",
  sale: "mi3-2",
  jti: "chl_1",
  exp: 1_800_000_000,
};

describe("the claims of a challenge token", () => {
  it("are read back as they were written", () => {
    expect(challengeTokenClaims.parse(CLAIMS)).toEqual(CLAIMS);
  });

  it.each<[string, object]>([
    ["the audience of a visit", { aud: "urn:firsthand:visit" }],
    ["an expiry before all time", { exp: -1 }],
    ["an expiry within a second", { exp: 0.5 }],
    ["a claim of no meaning", { account: "ann" }],
    ...Object.keys(CLAIMS).map((name): [string, object] => [`no ${name}`, { [name]: undefined }]),
  ])("are refused with %s", (_, change) => {
    expect(challengeTokenClaims.safeParse({ ...CLAIMS, ...change }).success).toBe(false);
  });
});

describe("the kinds of token", () => {
  it("have types and audiences of their own, which are on the wire and never change", () => {
    expect(TOKEN_KINDS).toEqual(expect.arrayContaining(["allow+jwt", "visit+jwt", "challenge+jwt"]));
    expect(new Set(TOKEN_KINDS).size).toBe(TOKEN_KINDS.length);
    expect(VISIT_AUDIENCE).toBe("urn:firsthand:visit");
    expect(CHALLENGE_AUDIENCE).toBe("urn:firsthand:challenge");
  });

  it("do not pass for each other by their claims", () => {
    const readers = { allow: allowTokenClaims, visit: visitTokenClaims, challenge: challengeTokenClaims };
    const readable = (claims: object) =>
      Object.entries(readers).flatMap(([kind, reader]) => (reader.safeParse(claims).success ? [kind] : []));
    expect(readable(CLAIMS)).toEqual(["challenge"]);
    expect(readable(VISIT)).toEqual(["visit"]);
  });
});
