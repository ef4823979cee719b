import { describe, expect, it } from "vitest";
import { err, ok, type Result } from "../../../../src/domain/result.ts";
import { once } from "../../../../src/domain/sale/commands/once.ts";
import { mapSaleStore } from "../../../../src/domain/sale/map-store.ts";
import { isKept, type SaleRefusal } from "../../../../src/domain/sale/refusal.ts";
import type { Reply } from "../../../../src/domain/sale/reply.ts";
import { NOW_MS, RANDOM_MIDDLE } from "../fixtures.ts";

const CALL = { scope: "shop-a redeem key-1", fingerprint: "request-1", pepperEpoch: "e1" };

/** Runs a command under a key and counts how often it ran. */
function counter() {
  const store = mapSaleStore();
  let ran = 0;
  const call = (outcome: Result<number, SaleRefusal>, idempotency = CALL) =>
    once({ store, nowMs: NOW_MS + ran, random: RANDOM_MIDDLE }, idempotency, {
      run() {
        ran += 1;
        return outcome;
      },
      render: (result): Reply => ({ status: result.ok ? 200 : 409, body: [`run ${ran}: `, JSON.stringify(result)] }),
    });
  return { store, call, ran: () => ran };
}

const KEPT: SaleRefusal = { kind: "hold-expired" };
const ANEW: SaleRefusal = { kind: "hold-unknown" };

describe("a command under an idempotency key", () => {
  it.each<Result<number, SaleRefusal>>([ok(7), err(KEPT)])(
    "runs once, and every repeat gets its bytes: %o",
    (outcome) => {
      const { store, call, ran } = counter();
      const first = call(outcome);
      const status = outcome.ok ? 200 : 409;
      const reply = { status, body: ["run 1: ", JSON.stringify(outcome)] };
      expect(first).toEqual(ok({ reply, replayed: false }));
      expect(store.findReply(CALL.scope)).toEqual({ ...reply, fingerprint: CALL.fingerprint, atMs: NOW_MS });
      for (const later of [ok(8), err(KEPT), err(ANEW)]) expect(call(later)).toEqual(ok({ reply, replayed: true }));
      expect(ran()).toBe(1);
    },
  );

  it("is refused for another request, which leaves the first reply as it is", () => {
    const { store, call, ran } = counter();
    call(ok(7));
    const kept = store.findReply(CALL.scope);
    expect(call(ok(8), { ...CALL, fingerprint: "request-2" })).toEqual(err({ kind: "idempotency-key-reused" }));
    expect(ran()).toBe(1);
    expect(store.findReply(CALL.scope)).toEqual(kept);
  });

  it("is computed anew while its refusal may change, and kept from then on", () => {
    const { store, call, ran } = counter();
    expect(call(err(ANEW))).toEqual(err(ANEW));
    expect(store.findReply(CALL.scope)).toBeUndefined();
    expect(call(ok(7))).toMatchObject({ ok: true, value: { replayed: false } });
    expect(call(err(ANEW))).toMatchObject({ ok: true, value: { replayed: true } });
    expect(ran()).toBe(2);
  });

  it("knows nothing of another key", () => {
    const { call, ran } = counter();
    call(ok(7));
    expect(call(ok(7), { ...CALL, scope: "shop-b redeem key-1" })).toMatchObject({ value: { replayed: false } });
    expect(ran()).toBe(2);
  });
});

describe("a refusal", () => {
  it.each<SaleRefusal>([
    { kind: "token-spent", orderId: "ord_1" },
    { kind: "hold-sold", orderId: "ord_1" },
    { kind: "hold-released" },
    { kind: "hold-expired" },
    { kind: "address-changed" },
    { kind: "proof-rejected" },
    { kind: "sale-field-fixed", fields: ["units"] },
  ])("of a command that ran is kept: $kind", (refusal) => {
    expect(isKept(refusal)).toBe(true);
  });

  it.each<SaleRefusal>([
    { kind: "sale-unknown" },
    { kind: "sale-id-taken" },
    { kind: "sale-not-open", phase: "scheduled", opensAtMs: 0, serverTimeMs: 0 },
    { kind: "idempotency-key-reused" },
    { kind: "token-rejected" },
    { kind: "hold-unknown" },
    { kind: "challenge-unknown" },
    { kind: "decision-unknown" },
  ])("that a later moment may change is not: $kind", (refusal) => {
    expect(isKept(refusal)).toBe(false);
  });
});
