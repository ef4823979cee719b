import type { HistoryFacts, Signal } from "../signal.ts";

export const populationCadenceIntervalSpread: Signal<HistoryFacts> = {
  name: "population.cadence_interval_spread",
  title: "How unevenly the accounts came that type with the same cadence: 1 by chance, 0 by a clock",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ population }) => population.cadence?.intervalSpread,
};
