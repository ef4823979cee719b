import type { HistoryFacts, Signal } from "../signal.ts";

export const populationDirectIntervalSpread: Signal<HistoryFacts> = {
  name: "population.direct_interval_spread",
  title: "How unevenly the accounts came that came without a visit, as this one did: 1 by chance, 0 by a clock",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ population }) => population.direct?.intervalSpread,
};
