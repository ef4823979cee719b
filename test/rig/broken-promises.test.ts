import { describe, expect, it } from "vitest";
import { checkPromises } from "./load/broken-promises.ts";
import type { FlashSale, Observed } from "./load/flash-sale.ts";

const LOAD = { units: 1, checkouts: 2, connections: 1 };
const ANSWER = {
  decisionId: "dec_s_1",
  verdict: "allow",
  reasons: [],
  policyHash: "sha256-x",
  buyer: { code: "held", message: "", next: "pay" },
} as const;
const HELD: Observed = {
  sentAtMs: 0,
  answeredAtMs: 1,
  answer: {
    ...ANSWER,
    reasons: [],
    allocation: { status: "held", holdId: "h1", quantity: 1, expiresAt: "2026-01-01T00:00:00Z" },
  },
};
const SOLD_OUT: Observed = {
  sentAtMs: 2,
  answeredAtMs: 3,
  answer: { ...ANSWER, reasons: [], allocation: { status: "sold_out", final: false, retryAfterMs: 1 } },
};
const LEDGER = {
  received: 1,
  free: 0,
  held: 0,
  returning: 0,
  sold: 1,
  withdrawn: 0,
  attempts: 2,
  unwrittenAttempts: 0,
  lostRecords: 0,
  verdicts: { allow: 2, challenge: 0, review: 0, deny: 0 },
};
const answered = (status: number, text: string) => ({ status, text, header: () => undefined });
const REDEEMED = {
  first: answered(200, "{}"),
  second: answered(409, '{"type":"https://firsthand.test/problems/token-spent"}'),
};
const SOUND: FlashSale = {
  observed: [HELD, SOLD_OUT],
  polls: [LEDGER],
  asked: 0,
  redeemed: [REDEEMED],
  closing: LEDGER,
  repeats: { overloaded: 0, broken: 0 },
  checkoutsElapsedMs: 3,
};
const RECORDED = { attempts: 2, held: 1, soldOutTooEarly: 0, oversold: 0 };

function broken(change: Partial<FlashSale>, recorded: Partial<typeof RECORDED> = {}): string[] {
  return checkPromises(LOAD, { ...SOUND, ...change }, { ...RECORDED, ...recorded })
    .filter((promised) => promised.broken > 0)
    .map(({ promise }) => promise);
}

describe("the promises of a flash sale", () => {
  it("are all kept by a sound one", () => {
    expect(broken({})).toEqual([]);
  });

  it.each<[string, Partial<FlashSale>]>([
    ["every checkout got a decision", { observed: [HELD] }],
    ["nobody held after somebody heard sold out", { observed: [{ ...HELD, sentAtMs: 4, answeredAtMs: 5 }, SOLD_OUT] }],
    ["free + held + sold + withdrawn = received", { polls: [{ ...LEDGER, free: 1 }] }],
    ["each token redeemed", { redeemed: [{ ...REDEEMED, first: answered(401, "") }] }],
    ["no token redeemed twice", { redeemed: [{ ...REDEEMED, second: answered(200, "{}") }] }],
    ["ledger closes with all of it sold", { closing: { ...LEDGER, sold: 0, held: 1 } }],
  ])("name a breach: %s", (promise, change) => {
    expect(broken(change)).toEqual([promise]);
  });

  it("name a unit that was held twice, or for one buyer too many", () => {
    expect(broken({ observed: [HELD, { ...HELD, sentAtMs: 1 }] })).toContain("units held exactly once each");
  });

  it("name what only the records show", () => {
    expect(broken({}, { soldOutTooEarly: 1 })).toEqual(["records: no sold out while a unit was free"]);
    expect(broken({}, { oversold: 1 })).toEqual(["records: never more units held than there were"]);
  });
});
