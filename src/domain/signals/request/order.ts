import type { RequestFacts, Signal } from "../signal.ts";

/** What is ordered, how it is paid, and by which way the buyer came. */
export const ORDER: readonly Signal<RequestFacts>[] = [
  {
    name: "channel",
    title: "How the buyer reached the shop",
    type: "string",
    unit: "web, app, store, sms, phone",
    privacy: "none",
    evidence: "circumstance",
    derive: ({ checkout }) => checkout.channel,
  },
  {
    name: "payment.method",
    title: "Payment method as the shop names it",
    type: "string",
    unit: "text",
    privacy: "none",
    derive: ({ checkout }) => checkout.payment.method,
  },
  {
    name: "payment.key",
    title: "Pseudonym of the payment instrument",
    type: "string",
    unit: "pseudonym",
    privacy: "pseudonym",
    derive: ({ keys }) => keys.payment,
  },
  {
    name: "order.quantity",
    title: "Units asked for",
    type: "number",
    unit: "count",
    privacy: "none",
    evidence: "circumstance",
    derive: ({ checkout }) => checkout.quantity,
  },
  {
    name: "order.fulfilment",
    title: "How the goods reach the buyer",
    type: "string",
    unit: "delivery, pickup",
    privacy: "none",
    evidence: "circumstance",
    derive: ({ checkout }) => (checkout.fulfilment === undefined ? "delivery" : "pickup"),
  },
];
