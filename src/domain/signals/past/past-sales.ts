import type { PastSales } from "../../identity/across-sales/past-sales.ts";
import type { Signal } from "../signal.ts";

export const pastSales: Signal<PastSales> = {
  name: "past.sales",
  title: "Ended sales in which they paid for units",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ sales }) => sales,
};
