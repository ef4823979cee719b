import type { HistoryFacts, Signal } from "../signal.ts";

export const populationCadenceShare: Signal<HistoryFacts> = {
  name: "population.cadence_share",
  title: "Share of the accounts by browser that type with the same cadence",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ population }) => population.cadence?.share,
};
