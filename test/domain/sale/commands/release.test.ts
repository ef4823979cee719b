import { describe, expect, it } from "vitest";
import { release } from "../../../../src/domain/sale/commands/release.ts";
import type { Hold } from "../../../../src/domain/stock/stock.ts";
import { claimsOf, HOLD, NOW_MS, SALE, saleInMemory, writeHeld } from "../fixtures.ts";

const COMMAND = { shop: SALE.shop, holdId: HOLD.holdId, reason: "cancelled" } as const;

function withHold(change: Partial<Hold> = {}) {
  const sale = saleInMemory();
  const hold = { ...HOLD, ...change };
  writeHeld(sale.store, hold);
  sale.store.writeStock({ received: 10, free: 9, held: 1, returning: 0, sold: 0, withdrawn: 0 });
  return sale;
}

describe("releasing a hold", () => {
  it("ends it at once, frees its claims and counts it as unpaid; its units come back later", () => {
    const { store, at } = withHold();
    expect(release({ ...at(NOW_MS), random: () => 0.5 }, COMMAND)).toEqual({ ok: true, value: { status: "released" } });
    expect(store.findHold(HOLD.holdId)).toEqual({
      ...HOLD,
      state: "released",
      endedAtMs: NOW_MS,
      returnsAtMs: NOW_MS + 2000,
    });
    expect(store.readStock()).toEqual({ received: 10, free: 9, held: 1, returning: 1, sold: 0, withdrawn: 0 });
    expect(claimsOf(store, HOLD)).toEqual([0, 0, 0]);
    expect(store.findAccount(HOLD.account)).toEqual({
      attempts: 1,
      attemptsInMinute: 1,
      minuteStartMs: 0,
      unpaidHolds: 1,
      lastUnpaidAtMs: NOW_MS,
      units: 0,
    });
  });

  it("adds to the unpaid holds that an account has already", () => {
    const { store, at } = withHold();
    const history = { attempts: 3, attemptsInMinute: 2, minuteStartMs: NOW_MS, unpaidHolds: 4, units: 2 };
    store.writeAccount(HOLD.account, history);
    release(at(NOW_MS), COMMAND);
    expect(store.findAccount(HOLD.account)).toEqual({ ...history, unpaidHolds: 5, lastUnpaidAtMs: NOW_MS, units: 1 });
  });

  it.each<[string, Partial<Hold>]>([
    ["hold-sold", { state: "sold", orderId: "ord_1" }],
    ["hold-released", { state: "released" }],
    ["hold-expired", { state: "expired" }],
    ["hold-expired", { expiresAtMs: NOW_MS }],
  ])("is refused as %s and changes nothing", (kind, hold) => {
    const { store, at } = withHold(hold);
    const before = store.dump();
    const order = kind === "hold-sold" ? { orderId: "ord_1" } : {};
    expect(release(at(NOW_MS), COMMAND)).toEqual({ ok: false, error: { kind, ...order } });
    expect(store.dump()).toEqual(before);
  });

  it.each<[string, object]>([
    ["another shop", { shop: "shop-b" }],
    ["a hold that never was", { holdId: "hold_none" }],
  ])("says the same to %s: there is no such hold", (_, change) => {
    const refused = release(withHold().at(NOW_MS), { ...COMMAND, ...change });
    expect(refused).toEqual({ ok: false, error: { kind: "hold-unknown" } });
  });
});
