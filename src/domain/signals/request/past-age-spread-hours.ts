import type { RequestFacts, Signal } from "../signal.ts";

export const pastAgeSpreadHours: Signal<RequestFacts> = {
  name: "past.age_spread_hours",
  title: "Time between the creation of their oldest and newest account",
  type: "number",
  unit: "hours",
  privacy: "behaviour",
  derive: ({ past }) => past?.ageSpreadHours,
};
