import type { RequestFacts, Signal } from "../signal.ts";

export const pastSales: Signal<RequestFacts> = {
  name: "past.sales",
  title: "Ended sales in which they paid for units",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ past }) => past?.sales,
};
