import type { HistoryFacts, Signal } from "../signal.ts";

export const populationDirectAccounts: Signal<HistoryFacts> = {
  name: "population.direct_accounts",
  title: "Other accounts of the sale that came without a visit, as this one did",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ population }) => population.direct?.otherAccounts,
};
