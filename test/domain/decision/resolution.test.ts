import { expect, it } from "vitest";
import { buyerAnswer } from "../../../src/domain/decision/buyer-message.ts";
import { type Resolution, resolvedAnswer } from "../../../src/domain/decision/resolution.ts";

const APPROVED: Resolution = { status: "approved", atMs: 0, rules: ["queue"], expiresAtMs: 1_000 };

it("tells an approved buyer to order again while the approval counts, and afterwards whom to ask", () => {
  expect(resolvedAnswer(APPROVED, 999)).toMatchObject({ code: "in_review", next: "try_again" });
  expect(resolvedAnswer(APPROVED, 1_000)).toMatchObject({ code: "in_review", next: "contact_shop" });
});

it("tells nobody to order again before the sale knows of the approval", () => {
  expect(resolvedAnswer({ ...APPROVED, expiresAtMs: undefined }, 0)).toEqual(buyerAnswer("in_review"));
});

it("tells a denied buyer what every refused one hears", () => {
  expect(resolvedAnswer({ status: "denied", atMs: 0, rules: [] }, 0)).toEqual(buyerAnswer("not_available"));
});
