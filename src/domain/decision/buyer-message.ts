import { spanWords } from "../span-words.ts";
import type { BuyerCode, BuyerWords, NextStep } from "./decision.ts";

/** What a buyer's browser may hear: what happened and what can be done now, never an accusation, never a score or a rule. */
export type BuyerAnswer = { readonly code: BuyerCode; readonly message: string; readonly next: NextStep };

const ANSWERS: { readonly [code in Exclude<BuyerCode, "held" | "fewer_left">]: Omit<BuyerAnswer, "code"> } = {
  // The same words for every limit: which one it is, and whose orders they were, would tell anybody who asks for a neighbour.
  limit_reached: {
    message:
      "The limit of this sale is reached for this order. If none of the orders is yours, the shop can check that it is you.",
    next: "see_orders",
  },
  verify: { message: "One more step: confirm that it is you, then try again.", next: "verify" },
  payment: { message: "This payment method is not accepted in this sale. Choose another one.", next: "change_payment" },
  sold_out: { message: "All units are taken right now. Units may return when a buyer does not pay.", next: "wait" },
  not_available: {
    message: "We cannot offer this order in this sale. The shop's help page tells how to ask for a second look.",
    next: "contact_shop",
  },
  in_review: {
    message: "We are having a person look at this order. The shop will tell you how it went.",
    next: "wait_for_shop",
  },
};

/**
 * The buyer's part of a refusal.
 * @param words of the rule that chose the code, in place of the usual ones
 */
export function buyerAnswer(code: Exclude<BuyerCode, "held" | "fewer_left">, words?: BuyerWords): BuyerAnswer {
  return { code, ...ANSWERS[code], ...words };
}

/** The buyer's part of a sold-out answer. */
export function soldOutAnswer(final: boolean): BuyerAnswer {
  return final
    ? { code: "sold_out", message: "All units are sold.", next: "none" }
    : { code: "sold_out", ...ANSWERS.sold_out };
}

/** The buyer's part where some units are free, and fewer than were asked for. */
export function fewerLeftAnswer(left: number): BuyerAnswer {
  const units = left === 1 ? "1 unit is" : `${left} units are`;
  return { code: "fewer_left", message: `Only ${units} left. Ask for fewer.`, next: "ask_for_fewer" };
}

/** The buyer's part of a hold. */
export function heldAnswer(ttlSeconds: number): BuyerAnswer {
  return { code: "held", message: `Yours for ${spanWords(ttlSeconds)}. Pay to keep it.`, next: "pay" };
}
