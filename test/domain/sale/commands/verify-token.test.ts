import { describe, expect, it } from "vitest";
import { redeem } from "../../../../src/domain/sale/commands/redeem.ts";
import { type VerifyTokenCommand, verifyToken } from "../../../../src/domain/sale/commands/verify-token.ts";
import type { Hold } from "../../../../src/domain/stock/stock.ts";
import { HOLD, NOW_MS, SALE, saleInMemory } from "../fixtures.ts";

const COMMAND: VerifyTokenCommand = { shop: SALE.shop, holdId: HOLD.holdId };
const KEYED: VerifyTokenCommand = { ...COMMAND, idempotencyKey: "key-1" };

function withHold(change: Partial<Hold> = {}) {
  const sale = saleInMemory();
  sale.store.writeHold({ ...HOLD, ...change });
  sale.store.writeStock({ received: 10, free: 9, held: 1, returning: 0, sold: 0, withdrawn: 0 });
  return sale;
}

describe("verifying a token", () => {
  it.each<Partial<Hold>>([{}, { state: "sold", orderId: "ord_1" }])(
    "succeeds once for a hold that is good: %o",
    (hold) => {
      const { at } = withHold(hold);
      expect(verifyToken(at(NOW_MS), COMMAND)).toEqual({ kind: "verified" });
      expect(verifyToken(at(NOW_MS), COMMAND)).toEqual({ kind: "timeout-or-duplicate" });
      expect(verifyToken(at(NOW_MS), KEYED)).toEqual({ kind: "timeout-or-duplicate" });
    },
  );

  it.each<Partial<Hold>>([{ state: "released" }, { state: "expired" }, { expiresAtMs: NOW_MS }])(
    "fails once the hold ended and leaves no mark: %o",
    (hold) => {
      const { store, at } = withHold(hold);
      const before = store.dump();
      expect(verifyToken(at(NOW_MS), COMMAND)).toEqual({ kind: "timeout-or-duplicate" });
      expect(store.dump()).toEqual(before);
    },
  );

  it("succeeds in the last millisecond", () => {
    expect(verifyToken(withHold().at(HOLD.expiresAtMs - 1), COMMAND)).toEqual({ kind: "verified" });
  });

  it("repeats its answer to its key, also after the hold ended, and to no other key", () => {
    const { at } = withHold();
    expect(verifyToken(at(NOW_MS), KEYED)).toEqual({ kind: "verified" });
    expect(verifyToken(at(NOW_MS), KEYED)).toEqual({ kind: "verified" });
    expect(verifyToken(at(HOLD.expiresAtMs), KEYED)).toEqual({ kind: "verified" });
    expect(verifyToken(at(NOW_MS), { ...KEYED, idempotencyKey: "key-2" })).toEqual({ kind: "timeout-or-duplicate" });
    expect(verifyToken(at(NOW_MS), COMMAND)).toEqual({ kind: "timeout-or-duplicate" });
  });

  it("neither sells the hold nor stands in the way of redeeming", () => {
    const { store, at } = withHold();
    verifyToken(at(NOW_MS), KEYED);
    expect(store.findHold(HOLD.holdId)).toEqual({ ...HOLD, verifiedAtMs: NOW_MS, verifiedUnder: "key-1" });
    expect(store.readStock().held).toBe(1);
    const order = { shop: SALE.shop, holdId: HOLD.holdId, orderId: "ord_1", proofSent: false };
    expect(redeem(at(NOW_MS), order).ok).toBe(true);
  });

  it.each<Partial<VerifyTokenCommand>>([{ shop: "shop-b" }, { holdId: "hold_none" }])("fails for %o", (change) => {
    const { store, at } = withHold();
    expect(verifyToken(at(NOW_MS), { ...COMMAND, ...change })).toEqual({ kind: "timeout-or-duplicate" });
    expect(store.findHold(HOLD.holdId)).toEqual(HOLD);
  });
});
