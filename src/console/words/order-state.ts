import type { CancelCause, CancelledBy, OrderMove, OrderState } from "../../domain/order/order.ts";

export const ORDER_STATE_WORDS: { readonly [state in OrderState | "overdue" | "appeal"]: string } = {
  paid: "Paid",
  booked: "Booked",
  ready: "Ready",
  dispatched: "Dispatched",
  collected: "Collected",
  lapsed: "Lapsed",
  cancelled: "Cancelled",
  overdue: "Overdue",
  appeal: "Appeals",
};

export const CAUSE_WORDS: { readonly [cause in CancelCause]: string } = {
  changed_mind: "The buyer asked for it",
  delayed: "It cannot be sent by the promised date",
  not_available: "The goods are not there",
  not_deliverable: "The address is not served",
  mistake: "A mistake of the shop",
  payment_failed: "The payment did not go through",
  payment_reversed: "The payment was taken back",
  unfair: "Fraud, by a decision or a case",
};

export const MOVED_BY_WORDS: { readonly [by in CancelledBy | OrderMove["by"]]: string } = {
  buyer: "the buyer",
  shop: "the shop",
  payment: "the payment",
  fraud: "staff, for fraud",
  sale: "the sale itself",
};
