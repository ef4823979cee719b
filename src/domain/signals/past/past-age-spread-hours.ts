import type { PastSales } from "../../identity/across-sales/past-sales.ts";
import type { Signal } from "../signal.ts";

export const pastAgeSpreadHours: Signal<PastSales> = {
  name: "past.age_spread_hours",
  title: "Time between the creation of their oldest and newest account",
  type: "number",
  unit: "hours",
  privacy: "behaviour",
  derive: ({ ageSpreadHours }) => ageSpreadHours,
};
