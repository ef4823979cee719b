import type { HistoryFacts, Signal } from "../signal.ts";

export const populationDirectShare: Signal<HistoryFacts> = {
  name: "population.direct_share",
  title: "Share of the accounts by browser that came without a visit, as this one did",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ population }) => population.direct?.share,
};
