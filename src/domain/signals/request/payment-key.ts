import type { RequestFacts, Signal } from "../signal.ts";

export const paymentKey: Signal<RequestFacts> = {
  name: "payment.key",
  title: "Pseudonym of the payment instrument",
  type: "string",
  unit: "pseudonym",
  privacy: "pseudonym",
  derive: ({ keys }) => keys.payment,
};
