import { describe, expect, it } from "vitest";
import type { DecisionInput } from "../../../src/domain/decision/decision.ts";
import { limitReasons } from "../../../src/domain/decision/limit-reasons.ts";
import { INPUT } from "./input.ts";

const LIMITED: DecisionInput = { ...INPUT, limits: { perAccount: 3, perDevice: 3, perHousehold: 3, perPayment: 3 } };
const codes = (change: Partial<DecisionInput>) => limitReasons({ ...LIMITED, ...change }).map(({ code }) => code);

describe("the limits of a sale", () => {
  it.each([
    { kind: "account", code: "LIMIT_ACCOUNT" },
    { kind: "device", code: "LIMIT_DEVICE" },
    { kind: "household", code: "LIMIT_HOUSEHOLD" },
    { kind: "payment", code: "LIMIT_PAYMENT" },
  ] as const)("refuse the unit beyond that of the $kind, and not the last one within it", ({ kind, code }) => {
    const claimed = (units: number) => ({ claimed: { account: 0, [kind]: units }, quantity: 2 });
    expect(codes(claimed(1))).toEqual([]);
    expect(codes(claimed(2))).toEqual([code]);
  });

  it("say nothing of a kind without a key", () => {
    expect(codes({ claimed: { account: 0 }, quantity: 3 })).toEqual([]);
  });

  it("refuse an order that is beyond a limit by itself", () => {
    expect(codes({ claimed: { account: 0 }, quantity: 4 })).toEqual(["LIMIT_ACCOUNT"]);
  });

  it("are all named, in one order", () => {
    const claimed = { account: 3, device: 3, household: 3, payment: 3 };
    expect(codes({ claimed, paymentMethod: "cod" })).toEqual([
      "LIMIT_ACCOUNT",
      "LIMIT_DEVICE",
      "LIMIT_HOUSEHOLD",
      "LIMIT_PAYMENT",
      "PAYMENT_NOT_ACCEPTED",
    ]);
  });

  it("say how many were allowed, claimed and asked for", () => {
    const limits = { ...LIMITED.limits, perHousehold: 1 };
    expect(limitReasons({ ...LIMITED, limits, claimed: { account: 0, household: 1 } })).toEqual([
      {
        code: "LIMIT_HOUSEHOLD",
        message: "This sale allows 1 unit per household; 1 claimed already, 1 asked for.",
        evidence: { "limit.household": 1, "claimed.household": 1, "order.quantity": 1 },
      },
    ]);
    const [reason] = limitReasons({ ...LIMITED, claimed: { account: 0, payment: 2 }, quantity: 2 });
    expect(reason?.message).toBe("This sale allows 3 units per payment instrument; 2 claimed already, 2 asked for.");
  });

  it("name the payment methods that are accepted", () => {
    expect(limitReasons({ ...LIMITED, paymentMethod: "cod" })).toEqual([
      {
        code: "PAYMENT_NOT_ACCEPTED",
        message: "This sale accepts card, upi.",
        evidence: { "payment.method": "cod" },
      },
    ]);
  });
});
