import type { RequestFacts, Signal } from "../signal.ts";

export const paymentMethod: Signal<RequestFacts> = {
  name: "payment.method",
  title: "Payment method as the shop names it",
  type: "string",
  unit: "text",
  privacy: "none",
  derive: ({ checkout }) => checkout.payment.method,
};
