import { describe, expect, it } from "vitest";
import { BUYER_CODES } from "../../src/domain/decision/decision.ts";
import { SALE_PHASES } from "../../src/domain/terms/phase.ts";
import { stateOfAnswer, stateOfSale } from "../../src/sdk/checkout/state.ts";

const NOW_MS = Date.parse("2026-12-01T08:30:00Z");
const SALE = {
  phase: "open",
  opensAtMs: NOW_MS - 60_000,
  closesAtMs: NOW_MS + 3_600_000,
  serverTimeMs: NOW_MS,
  arrivedAtMs: 0,
};
const REFUSED = {
  allocation: { status: "none" },
  buyer: { code: "limit_reached", message: "One each.", next: "see_orders" },
};

describe("how a sale stands", () => {
  it("knows every phase that the service may name", () => {
    const kinds = SALE_PHASES.map((phase) => stateOfSale({ ...SALE, phase }, NOW_MS).kind);
    expect(kinds).not.toContain("waiting");
  });

  it.each(["calling", "", "constructor"])(
    "waits in the phase %j, which it does not know, and takes no press",
    (phase) => {
      expect(stateOfSale({ ...SALE, phase }, NOW_MS)).toEqual({ kind: "waiting", mayPress: false, message: "" });
    },
  );

  it("keeps to the sale's times whatever its phase", () => {
    const unknown = { ...SALE, phase: "calling" };
    expect(stateOfSale({ ...unknown, opensAtMs: NOW_MS + 1 }, NOW_MS)).toEqual({ kind: "early", untilMs: NOW_MS + 1 });
    expect(stateOfSale({ ...unknown, closesAtMs: NOW_MS }, NOW_MS)).toEqual({ kind: "closed" });
  });
});

describe("what an answer means", () => {
  it("knows every code that the service may tell a buyer", () => {
    const kinds = BUYER_CODES.filter((code) => code !== "held" && code !== "sold_out").map(
      (code) => stateOfAnswer({ ...REFUSED, buyer: { ...REFUSED.buyer, code } }).kind,
    );
    expect(kinds).toEqual(["refused", "challenge", "refused", "refused", "refused", "review"]);
  });

  it.each([
    ["code", { buyer: { ...REFUSED.buyer, code: "on_the_list" } }],
    ["status", { allocation: { status: "offered" } }],
  ])("waits on an unknown %s, with the message, and lets the buyer ask again", (_, change) => {
    expect(stateOfAnswer({ ...REFUSED, ...change })).toEqual({ kind: "waiting", mayPress: true, message: "One each." });
  });
});
