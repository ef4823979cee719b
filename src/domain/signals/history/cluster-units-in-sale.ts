import type { HistoryFacts, Signal } from "../signal.ts";

export const clusterUnitsInSale: Signal<HistoryFacts> = {
  name: "cluster.units_in_sale",
  title: "Units held or bought by the accounts that belong together with this one",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ cluster }) => cluster.unitsInSale,
};
