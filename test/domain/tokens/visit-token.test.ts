import { describe, expect, it } from "vitest";
import { VISIT_RETRIES_MAX } from "../../../src/domain/limits.ts";
import {
  isVisitOf,
  retryVisitPayload,
  type VisitTokenClaims,
  visitTokenClaims,
} from "../../../src/domain/tokens/visit-token.ts";
import { VISIT } from "../sale/fixtures.ts";

const BOUND: VisitTokenClaims = { ...VISIT, deviceKey: "thumbprint", device: "e1.device", ip: "e1.ip" };

const OWNER = { account: "e1.account", device: "e1.device" };

describe("the payload of a visit for a retry", () => {
  it("keeps start, expiry and bindings, has an identity of its own and counts the retry", () => {
    expect(JSON.parse(retryVisitPayload(BOUND, { ...OWNER, jti: "visit-2" }) ?? "")).toEqual({
      ...BOUND,
      jti: "visit-2",
      retries: 1,
      chain: OWNER,
    });
  });

  it("is made for five retries in a chain and for no sixth", () => {
    let visit = VISIT;
    for (let retry = 1; retry <= 5; retry++) {
      visit = JSON.parse(retryVisitPayload(visit, { ...OWNER, jti: `visit-${retry}` }) ?? "null");
      expect(visit.retries).toBe(retry);
    }
    expect(retryVisitPayload(visit, { ...OWNER, jti: "visit-6" })).toBeUndefined();
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

describe("a retry", () => {
  const retry: VisitTokenClaims = { ...BOUND, retries: 1, chain: OWNER };

  it("is of the account and the device that tried first alone", () => {
    expect(isVisitOf(retry, OWNER)).toBe(true);
    expect(isVisitOf(retry, { ...OWNER, account: "e1.other" })).toBe(false);
    expect(isVisitOf(retry, { ...OWNER, device: "e1.other" })).toBe(false);
    expect(isVisitOf(retry, { account: OWNER.account })).toBe(false);
  });

  it("is anybody's before its first use", () => {
    expect(isVisitOf(BOUND, { account: "e1.other" })).toBe(true);
  });
});
