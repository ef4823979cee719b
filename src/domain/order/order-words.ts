import { moneyWords } from "../money-words.ts";
import { type AppealState, appealOf, type CancelCause, type Order } from "./order.ts";

/** Why an order was cancelled, in words that accuse nobody. */
const CANCELLED_FOR: { readonly [cause in CancelCause]: string } = {
  changed_mind: "You asked the shop to cancel this order.",
  delayed: "This order was cancelled because it could not be sent by the date you were promised.",
  not_available: "The shop cancelled this order because it does not have the goods.",
  not_deliverable: "The shop cancelled this order because it cannot deliver to this address.",
  mistake: "The shop cancelled this order because it made a mistake.",
  payment_failed: "This order was cancelled because the payment did not go through.",
  payment_reversed: "This order was cancelled because the payment was taken back.",
  unfair: "The shop cancelled this order because of how it was placed.",
};

/** What becomes of the objection of somebody whose order was cancelled for fraud. */
const APPEAL_WORDS: { readonly [state in AppealState]: string } = {
  open: "You can object: a person looks at it again.",
  upheld:
    "A person looked at it again, and you were right: it should not have been cancelled. You may buy again while there is anything left.",
  rejected: "A person looked at it again, and it stays cancelled.",
};

/**
 * What the buyer of an order is told of it: how it stands, and of one that ended without the goods what happens to the money.
 * @param about.currency of the sale, ISO 4217
 */
export function buyerWords(
  { state, cancelled, collect, paidMinor }: Order,
  about: { readonly currency: string; readonly isDelayed: boolean },
): string {
  if (about.isDelayed) {
    return "The shop needs longer than it promised. You can wait, or have the order cancelled at no cost: then what you paid comes back to you.";
  }
  const paidBack = moneyBack(paidMinor, about.currency);
  switch (state) {
    case "paid":
      return collect === undefined
        ? "Your order is paid, and will be sent to you."
        : "Your order is paid. Show the code where you collect it.";
    case "booked":
      return "Your deposit is paid. Pay the rest and show the code where you collect the order.";
    case "ready":
      return "Your order is there to be collected. Show the code.";
    case "dispatched":
      return "Your order is on its way.";
    case "collected":
      return "You have collected your order.";
    case "lapsed":
      return `Your order was not collected in time, so it went to somebody else. ${paidBack}`;
    case "cancelled": {
      const appeal = appealOf({ cancelled });
      const cause = CANCELLED_FOR[cancelled?.cause ?? "mistake"];
      const why = appeal === undefined ? cause : `${cause} ${APPEAL_WORDS[appeal]}`;
      const isUnpaid = cancelled?.by === "payment";
      return `${why} ${isUnpaid ? "If anything was taken from you, the shop pays it back the way it came." : paidBack}`;
    }
  }
}

/** The shop moves the money: this says what it owes. */
function moneyBack(paidMinor: number | undefined, currency: string): string {
  if (paidMinor === 0) return "You had paid nothing.";
  const amount = paidMinor === undefined ? "what you paid" : moneyWords({ amountMinor: paidMinor, currency });
  return `The shop pays ${amount} back the way it came.`;
}
