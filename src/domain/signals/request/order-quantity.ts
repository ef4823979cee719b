import type { RequestFacts, Signal } from "../signal.ts";

export const orderQuantity: Signal<RequestFacts> = {
  name: "order.quantity",
  title: "Units asked for",
  type: "number",
  unit: "count",
  privacy: "none",
  derive: ({ checkout }) => checkout.quantity,
};
