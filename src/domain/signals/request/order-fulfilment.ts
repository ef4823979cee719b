import type { RequestFacts, Signal } from "../signal.ts";

export const orderFulfilment: Signal<RequestFacts> = {
  name: "order.fulfilment",
  title: "How the goods reach the buyer",
  type: "string",
  unit: "delivery, pickup",
  privacy: "none",
  derive: ({ checkout }) => (checkout.fulfilment === undefined ? "delivery" : "pickup"),
};
