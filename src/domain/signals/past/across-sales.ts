import type { PastSales } from "../../identity/across-sales/past-sales.ts";
import type { Signal } from "../signal.ts";

/** The buyer's cluster in earlier sales, where these could be read in time. */
export const ACROSS_SALES: readonly Signal<PastSales>[] = [
  {
    name: "past.cluster_size",
    title: "Accounts that belong together with this one across sales",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ clusterSize }) => clusterSize,
  },
  {
    name: "past.sales",
    title: "Ended sales in which they paid for units",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ sales }) => sales,
  },
  {
    name: "past.units_bought",
    title: "Units that they paid for in ended sales",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ unitsBought }) => unitsBought,
  },
  {
    name: "past.units_share",
    title: "Their share of all units sold in those sales",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ unitsShare }) => unitsShare,
  },
  {
    name: "past.age_spread_hours",
    title: "Time between the creation of their oldest and newest account",
    type: "number",
    unit: "hours",
    privacy: "behaviour",
    derive: ({ ageSpreadHours }) => ageSpreadHours,
  },
];
