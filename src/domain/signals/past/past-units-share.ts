import type { PastSales } from "../../identity/across-sales/past-sales.ts";
import type { Signal } from "../signal.ts";

export const pastUnitsShare: Signal<PastSales> = {
  name: "past.units_share",
  title: "Their share of all units sold in those sales",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ unitsShare }) => unitsShare,
};
