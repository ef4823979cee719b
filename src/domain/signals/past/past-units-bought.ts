import type { PastSales } from "../../identity/across-sales/past-sales.ts";
import type { Signal } from "../signal.ts";

export const pastUnitsBought: Signal<PastSales> = {
  name: "past.units_bought",
  title: "Units that they paid for in ended sales",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ unitsBought }) => unitsBought,
};
