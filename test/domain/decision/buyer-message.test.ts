import { describe, expect, it } from "vitest";
import { buyerAnswer, heldAnswer, soldOutAnswer } from "../../../src/domain/decision/buyer-message.ts";
import { BUYER_CODES } from "../../../src/domain/decision/decision.ts";

const REFUSALS = BUYER_CODES.filter((code) => code !== "held" && code !== "fewer_left");

describe("what a refused buyer hears", () => {
  it.each(REFUSALS)("of %s accuses nobody and names no device, address or payment", (code) => {
    const { message } = buyerAnswer(code);
    expect(message).not.toMatch(/internal|score|rule|farm|fraud/i);
    if (code === "limit_reached") expect(message).not.toMatch(/device|address|household|payment|card|\d/i);
  });

  it("says for each code what can be done next", () => {
    expect(Object.fromEntries(REFUSALS.map((code) => [code, buyerAnswer(code).next]))).toEqual({
      limit_reached: "see_orders",
      verify: "verify",
      payment: "change_payment",
      sold_out: "wait",
      not_available: "contact_shop",
      in_review: "wait_for_shop",
    });
  });

  it("says a rule's own words in place of the usual ones", () => {
    const usual = buyerAnswer("limit_reached");
    expect(buyerAnswer("limit_reached", { message: "Try again soon." })).toEqual({
      ...usual,
      message: "Try again soon.",
    });
    expect(buyerAnswer("limit_reached", { next: "wait" })).toEqual({ ...usual, next: "wait" });
  });
});

describe("what a buyer hears when all is sold", () => {
  it("is final only where it is", () => {
    expect(soldOutAnswer(true)).toEqual({ code: "sold_out", message: "All units are sold.", next: "none" });
    expect(soldOutAnswer(false)).toMatchObject({ code: "sold_out", next: "wait" });
    expect(soldOutAnswer(false).message).toContain("may return");
  });
});

describe("what a buyer with a hold hears", () => {
  it.each([
    [5, "5 seconds"],
    [59, "59 seconds"],
    [60, "1 minute"],
    [90, "1 minute 30 seconds"],
    [300, "5 minutes"],
  ])("of %i seconds is %s", (ttlSeconds, duration) => {
    expect(heldAnswer(ttlSeconds)).toEqual({
      code: "held",
      message: `Yours for ${duration}. Pay to keep it.`,
      next: "pay",
    });
  });
});
