import { describe, expect, it } from "vitest";
import { EXEMPTION_TTL_MS, VISIT_RETRIES_MAX } from "../../../../src/domain/limits.ts";
import { type SettleChallengeCommand, settleChallenge } from "../../../../src/domain/sale/commands/settle-challenge.ts";
import type { Challenge } from "../../../../src/domain/sale/rows/challenge-rows.ts";
import { NOW_MS, SALE, saleInMemory, VISIT } from "../fixtures.ts";

const OPEN: Challenge = {
  challengeId: "chl_1",
  account: "ann",
  device: "d",
  expiresAtMs: NOW_MS + 600_000,
  visit: VISIT,
  kinds: ["shop_otp", "proof_of_work"],
  state: "open",
};
const COMMAND = { shop: SALE.shop, challengeId: OPEN.challengeId, kind: "shop_otp" } as const;

function withChallenge(change: Partial<Challenge> = {}) {
  const sale = saleInMemory();
  sale.store.writeChallenge({ ...OPEN, ...change });
  return sale;
}

describe("settling a challenge", () => {
  it("gives a token for an hour and a visit for the retry", () => {
    const { store, at } = withChallenge();
    const settled = settleChallenge(at(NOW_MS + 999), COMMAND);
    const exp = Math.floor((NOW_MS + 999 + EXEMPTION_TTL_MS) / 1000);
    expect(settled).toMatchObject({
      ok: true,
      value: { challenge: { aud: "urn:firsthand:challenge", sale: SALE.saleId, jti: "chl_1", exp } },
    });
    const retry = JSON.parse((settled.ok && settled.value.retryVisitPayload) || "null");
    expect(retry).toEqual({
      ...VISIT,
      jti: expect.not.stringMatching(VISIT.jti),
      retries: 1,
      chain: { account: OPEN.account, ...(OPEN.device === undefined ? {} : { device: OPEN.device }) },
    });
    expect(store.findChallenge("chl_1")).toEqual({
      ...OPEN,
      state: "settled",
      settledBy: "shop_otp",
      expiresAtMs: NOW_MS + 999 + EXEMPTION_TTL_MS,
    });
  });

  it("again changes nothing, and never makes it last longer", () => {
    const { store, at } = withChallenge();
    const first = settleChallenge(at(NOW_MS), COMMAND);
    const kept = store.findChallenge("chl_1");
    const again = settleChallenge(at(NOW_MS + 60_000), COMMAND);
    expect(again.ok && again.value.challenge).toEqual(first.ok && first.value.challenge);
    expect(store.findChallenge("chl_1")).toEqual(kept);
  });

  it.each<Partial<Challenge>>([{ visit: undefined }, { visit: { ...VISIT, retries: VISIT_RETRIES_MAX } }])(
    "gives no visit where there was none to retry: %o",
    (change) => {
      const settled = settleChallenge(withChallenge(change).at(NOW_MS), COMMAND);
      expect(settled).toMatchObject({ ok: true, value: { retryVisitPayload: undefined } });
    },
  );

  it.each<Partial<Challenge>>([{ state: "spent" }, { expiresAtMs: NOW_MS }, { state: "settled", expiresAtMs: NOW_MS }])(
    "is refused for one that is over: %o",
    (change) => {
      const { store, at } = withChallenge(change);
      const before = store.dump();
      const refused = settleChallenge(at(NOW_MS), COMMAND);
      expect(refused).toEqual({ ok: false, error: { kind: "challenge-unknown" } });
      expect(store.dump()).toEqual(before);
    },
  );

  it("succeeds in the last millisecond", () => {
    expect(settleChallenge(withChallenge({ expiresAtMs: NOW_MS + 1 }).at(NOW_MS), COMMAND).ok).toBe(true);
  });

  it("is refused to another shop and for a challenge that never was", () => {
    const { at } = withChallenge();
    expect(settleChallenge(at(NOW_MS), { ...COMMAND, shop: "shop-b" })).toEqual({
      ok: false,
      error: { kind: "sale-unknown" },
    });
    expect(settleChallenge(at(NOW_MS), { ...COMMAND, challengeId: "chl_none" })).toEqual({
      ok: false,
      error: { kind: "challenge-unknown" },
    });
  });
});

describe("settling a challenge from a browser", () => {
  const WORK: SettleChallengeCommand = { ...COMMAND, kind: "proof_of_work", visit: VISIT };

  it("says how it was settled, and counts once", () => {
    const { store, at } = withChallenge();
    expect(settleChallenge(at(NOW_MS), WORK).ok).toBe(true);
    expect(store.findChallenge("chl_1")).toMatchObject({ state: "settled", settledBy: "proof_of_work" });
    expect(settleChallenge(at(NOW_MS), WORK)).toEqual({ ok: false, error: { kind: "challenge-settled" } });
  });

  it("is done in a retry of the visit as well", () => {
    const retry = { ...VISIT, jti: "retry-1", retries: VISIT.retries + 1 };
    expect(settleChallenge(withChallenge().at(NOW_MS), { ...WORK, visit: retry }).ok).toBe(true);
  });

  it.each([
    ["another visit", { ...VISIT, nonce: "another" }],
    ["no visit", undefined],
  ])("is not done from %s", (_, visit) => {
    const { store, at } = withChallenge();
    const refused = settleChallenge(at(NOW_MS), { ...WORK, visit });
    expect(refused).toEqual({ ok: false, error: { kind: "visit-changed" } });
    expect(store.findChallenge("chl_1")?.state).toBe("open");
  });

  it("needs no visit where it was asked without one", () => {
    const { at } = withChallenge({ visit: undefined });
    expect(settleChallenge(at(NOW_MS), { ...WORK, visit: undefined }).ok).toBe(true);
  });

  it("is done in an offered way only", () => {
    const refused = settleChallenge(withChallenge().at(NOW_MS), { ...WORK, kind: "turnstile" });
    const kinds = ["shop_otp", "proof_of_work"];
    expect(refused).toEqual({ ok: false, error: { kind: "kind-not-offered", kinds } });
  });
});
