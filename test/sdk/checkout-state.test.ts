import { describe, expect, it } from "vitest";
import { BUYER_CODES } from "../../src/domain/decision/decision.ts";
import { REGISTRATION_STATUSES } from "../../src/domain/registration/register.ts";
import { SALE_PHASES } from "../../src/domain/terms/phase.ts";
import type { Registration } from "../../src/sdk/checkout/registration.ts";
import { type CheckoutState, stateOfAnswer, stateOfSale } from "../../src/sdk/checkout/state.ts";

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

describe("how a registration stands", () => {
  const DRAWN = {
    ...SALE,
    registration: { opensAtMs: NOW_MS - 60_000, closesAtMs: NOW_MS + 60_000 },
    drawAtMs: NOW_MS + 120_000,
  };
  const of = (own: Registration | undefined, change: object = {}) => stateOfSale({ ...DRAWN, ...change }, NOW_MS, own);

  it("asks who did not register to, while registration is open, and lets the shop say after it", () => {
    expect(of(undefined)).toEqual({ kind: "registering", untilMs: NOW_MS + 60_000 });
    const later = { registration: { opensAtMs: NOW_MS + 1, closesAtMs: NOW_MS + 2 } };
    expect(of(undefined, later)).toEqual({ kind: "early", untilMs: NOW_MS + 1 });
    expect(of(undefined, { registration: { opensAtMs: 0, closesAtMs: NOW_MS } })).toEqual({ kind: "open" });
    expect(of({ status: "withdrawn" }).kind).toBe("registering");
  });

  it("lets who comes after a fair window register behind it while there is something to sell", () => {
    const after = { registration: { opensAtMs: 0, closesAtMs: NOW_MS }, takesLate: true };
    expect(of(undefined, after)).toEqual({ kind: "late" });
    expect(of({ status: "waiting" }, after).kind).toBe("in_line");
    expect(of(undefined, { ...after, phase: "sold_out" }).kind).toBe("sold_out");
    expect(of(undefined, { ...after, takesLate: undefined }).kind).toBe("open");
  });

  it("knows every status that the service may name", () => {
    const kinds = REGISTRATION_STATUSES.map((status) => of({ status }).kind);
    expect(kinds).not.toContain("waiting");
  });

  it.each<[Registration, CheckoutState]>([
    [{ status: "recorded" }, { kind: "registered", untilMs: NOW_MS + 120_000 }],
    [
      { status: "entered", drawAtMs: NOW_MS + 5 },
      { kind: "registered", untilMs: NOW_MS + 5 },
    ],
    [
      { status: "waiting", ahead: 4, outlook: "likely" },
      { kind: "in_line", ahead: 4, outlook: "likely", mayPress: false },
    ],
    [
      { status: "your_turn", turnUntilMs: NOW_MS + 9000 },
      { kind: "your_turn", untilMs: NOW_MS + 9000 },
    ],
    [{ status: "your_turn", turnUntilMs: NOW_MS }, { kind: "turn_over" }],
    [{ status: "turn_over" }, { kind: "turn_over" }],
    [{ status: "bought" }, { kind: "bought" }],
    [
      { status: "shared", message: "One household." },
      { kind: "not_called", message: "One household." },
    ],
    [{ status: "drawn_again" }, { kind: "waiting", mayPress: false, message: "" }],
  ])("shows %j as %j", (own, shown) => {
    expect(of(own)).toEqual(shown);
  });

  it("tells what became of it after the sale has closed, too", () => {
    expect(of({ status: "not_called" }, { phase: "closed" })).toEqual({ kind: "not_called", message: "" });
    expect(of({ status: "waiting" }, { phase: "closed" })).toEqual({ kind: "closed" });
  });

  it("says nothing of a turn where nothing is drawn", () => {
    expect(of({ status: "entered" }, { drawAtMs: undefined })).toEqual({ kind: "open" });
  });
});

describe("what an answer means", () => {
  it.each<[string, object, CheckoutState]>([
    [
      "not-your-turn",
      { ahead: 2, outlook: "likely" },
      { kind: "in_line", ahead: 2, outlook: "likely", mayPress: true },
    ],
    ["turn-over", {}, { kind: "turn_over" }],
    ["registration-required", {}, { kind: "unregistered" }],
    ["sale-not-open", {}, { kind: "refused", message: "" }],
  ])("knows the problem %s, where the shop passes it on", (slug, members, shown) => {
    expect(stateOfAnswer({ type: `https://firsthand.example/problems/${slug}`, ...members })).toEqual(shown);
  });

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
