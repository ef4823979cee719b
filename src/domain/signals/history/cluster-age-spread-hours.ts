import type { HistoryFacts, Signal } from "../signal.ts";

export const clusterAgeSpreadHours: Signal<HistoryFacts> = {
  name: "cluster.age_spread_hours",
  title: "Time between the creation of the oldest and the newest account that belongs together by what was tried",
  type: "number",
  unit: "hours",
  privacy: "behaviour",
  derive: ({ cluster }) => cluster.ageSpreadHours,
};
