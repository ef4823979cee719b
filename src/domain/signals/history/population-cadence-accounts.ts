import type { HistoryFacts, Signal } from "../signal.ts";

export const populationCadenceAccounts: Signal<HistoryFacts> = {
  name: "population.cadence_accounts",
  title: "Other accounts of the sale that type with the same cadence",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ population }) => population.cadence?.otherAccounts,
};
