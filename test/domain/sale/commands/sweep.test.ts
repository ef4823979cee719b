import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RETURN_DELAY_MS_MAX } from "../../../../src/domain/limits.ts";
import { drawReturnDelay } from "../../../../src/domain/sale/commands/end-hold.ts";
import { sweep } from "../../../../src/domain/sale/commands/sweep.ts";
import { claimsOf, HOLD, NOW_MS, saleInMemory, writeHeld } from "../fixtures.ts";

function withHold() {
  const sale = saleInMemory();
  writeHeld(sale.store, HOLD);
  sale.store.writeStock({ received: 10, free: 9, held: 1, returning: 0, sold: 0, withdrawn: 0 });
  return sale;
}

describe("a sweep", () => {
  it("changes nothing before a hold's expiry", () => {
    const { store, at } = withHold();
    const before = store.dump();
    sweep(at(HOLD.expiresAtMs - 1));
    expect(store.dump()).toEqual(before);
  });

  it("ends the hold at its expiry, frees its claims, counts it as unpaid and draws the moment of return", () => {
    const { store, at } = withHold();
    sweep({ ...at(HOLD.expiresAtMs), random: () => 0.5 });
    expect(store.findHold(HOLD.holdId)).toEqual({
      ...HOLD,
      state: "expired",
      endedAtMs: HOLD.expiresAtMs,
      returnsAtMs: HOLD.expiresAtMs + 2000,
    });
    expect(store.readStock()).toMatchObject({ free: 9, held: 1, returning: 1 });
    expect(claimsOf(store, HOLD)).toEqual([0, 0, 0]);
    expect(store.findAccount(HOLD.account)?.unpaidHolds).toBe(1);
  });

  it("frees the units at that moment and not before, and counts nothing twice", () => {
    const { store, at } = withHold();
    sweep({ ...at(HOLD.expiresAtMs), random: () => 0.5 });
    sweep(at(HOLD.expiresAtMs + 1999));
    expect(store.readStock().free).toBe(9);
    sweep(at(HOLD.expiresAtMs + 2000));
    const returned = store.dump();
    expect(store.readStock()).toEqual({ received: 10, free: 10, held: 0, returning: 0, sold: 0, withdrawn: 0 });
    expect(store.findHold(HOLD.holdId)).toEqual(expect.objectContaining({ state: "expired", returnsAtMs: undefined }));
    expect(store.findAccount(HOLD.account)?.unpaidHolds).toBe(1);
    sweep(at(HOLD.expiresAtMs + 1_000_000));
    expect(store.dump()).toEqual(returned);
  });

  it("never revives what has ended when the clock jumps back", () => {
    const { store, at } = withHold();
    sweep(at(HOLD.expiresAtMs));
    const ended = store.dump();
    sweep(at(NOW_MS - 3_600_000));
    expect(store.dump()).toEqual(ended);
  });

  it("comes to every due hold, whatever their number", () => {
    const { store, at } = saleInMemory();
    store.writeStock({ received: 500, free: 0, held: 500, returning: 0, sold: 0, withdrawn: 0 });
    for (let n = 0; n < 500; n++) store.writeHold({ ...HOLD, holdId: `hold_${n}`, account: `account-${n % 7}` });
    sweep(at(HOLD.expiresAtMs));
    expect(store.readStock()).toMatchObject({ free: 0, held: 500, returning: 500 });
    sweep(at(HOLD.expiresAtMs + RETURN_DELAY_MS_MAX));
    expect(store.readStock()).toMatchObject({ free: 500, held: 0, returning: 0 });
    expect(store.nextDueMs()).toBeUndefined();
  });
});

describe("the moment at which units return", () => {
  it("is a whole number of milliseconds, at least one and fewer than four seconds' worth", () => {
    const uniform = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(uniform, (drawn) => {
        const delayMs = drawReturnDelay({ random: () => drawn });
        expect(Number.isInteger(delayMs)).toBe(true);
        expect(delayMs).toBeGreaterThanOrEqual(1);
        expect(delayMs).toBeLessThan(RETURN_DELAY_MS_MAX);
      }),
    );
    expect(drawReturnDelay({ random: () => 0 })).toBe(1);
    expect(drawReturnDelay({ random: () => 1 - Number.EPSILON })).toBe(3999);
  });
});
