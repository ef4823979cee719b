import { describe, expect, it } from "vitest";
import { VISIT_RETRIES_MAX } from "../../../src/domain/limits.ts";
import { retryVisitPayload, type VisitTokenClaims, visitTokenClaims } from "../../../src/domain/tokens/visit-token.ts";
import { VISIT } from "../sale/fixtures.ts";

const BOUND: VisitTokenClaims = { ...VISIT, deviceKey: "thumbprint", device: "e1.device", ip: "e1.ip" };

describe("the payload of a visit for a retry", () => {
  it("keeps start, expiry and bindings, has an identity of its own and counts the retry", () => {
    expect(JSON.parse(retryVisitPayload(BOUND, "visit-2") ?? "")).toEqual({ ...BOUND, jti: "visit-2", retries: 1 });
  });

  it("is made for five retries in a chain and for no sixth", () => {
    let visit = VISIT;
    for (let retry = 1; retry <= 5; retry++) {
      visit = JSON.parse(retryVisitPayload(visit, `visit-${retry}`) ?? "null");
      expect(visit.retries).toBe(retry);
    }
    expect(retryVisitPayload(visit, "visit-6")).toBeUndefined();
  });
});

describe("the claims of a visit token", () => {
  it.each([VISIT, BOUND, { ...VISIT, retries: VISIT_RETRIES_MAX }])(
    "are read back as they were written: %o",
    (claims) => {
      expect(visitTokenClaims.parse(claims)).toEqual(claims);
    },
  );

  it.each<[string, object]>([
    ["the audience of a challenge", { aud: "urn:firsthand:challenge" }],
    ["a shop as its audience", { aud: "shop-a" }],
    ["more retries than there are", { retries: VISIT_RETRIES_MAX + 1 }],
    ["fewer than no retries", { retries: -1 }],
    ["half a retry", { retries: 0.5 }],
    ["a start before all time", { start: -1 }],
    ["a start within a millisecond", { start: 0.5 }],
    ["an expiry before all time", { exp: -1 }],
    ["a claim of no meaning", { trusted: true }],
    ...Object.keys(VISIT).map((name): [string, object] => [`no ${name}`, { [name]: undefined }]),
  ])("are refused with %s", (_, change) => {
    expect(visitTokenClaims.safeParse({ ...BOUND, ...change }).success).toBe(false);
  });
});
