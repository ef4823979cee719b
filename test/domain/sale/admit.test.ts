import { describe, expect, it } from "vitest";
import { attemptOf, checkOut, DEFINITION, NOW_MS, policyOf, SALE, saleInMemory, VISIT } from "./fixtures.ts";

describe("the phase of a sale", () => {
  it.each([
    { nowMs: DEFINITION.opensAtMs - 1, phase: "scheduled" },
    { nowMs: DEFINITION.closesAtMs, phase: "closed" },
  ])("refuses a checkout when $phase, and remembers nothing of it", ({ nowMs, phase }) => {
    const { store, at } = saleInMemory();
    const before = store.dump();
    expect(
      checkOut(at(nowMs), policyOf([]), attemptOf(1, { withVisit: { visit: VISIT, scored: { signals: {} } } })),
    ).toEqual({
      ok: false,
      error: { kind: "sale-not-open", phase, opensAtMs: DEFINITION.opensAtMs, serverTimeMs: nowMs },
    });
    expect(store.dump()).toEqual(before);
  });

  it("refuses a checkout while the sale is paused", () => {
    const { store, at } = saleInMemory();
    store.writeSale({ ...SALE, paused: true });
    expect(checkOut(at(NOW_MS), policyOf([]), attemptOf(1))).toMatchObject({
      error: { kind: "sale-not-open", phase: "paused" },
    });
  });
});

describe("a checkout of a sale that is not the caller's", () => {
  it("finds no such sale, like one that does not exist", () => {
    const unknown = { ok: false, error: { kind: "sale-unknown" } };
    expect(checkOut(saleInMemory().at(NOW_MS), policyOf([]), attemptOf(1, { shop: "shop-b" }))).toEqual(unknown);
  });

  it("learns the pepper epoch of the sale where it used another", () => {
    expect(
      checkOut(
        saleInMemory().at(NOW_MS),
        policyOf([]),
        attemptOf(1, { idempotency: { ...attemptOf(1).idempotency, pepperEpoch: "e2" } }),
      ),
    ).toEqual({
      ok: false,
      error: { kind: "pepper-epoch", epoch: "e1" },
    });
  });
});
