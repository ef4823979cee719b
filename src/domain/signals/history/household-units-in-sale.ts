import type { HistoryFacts, Signal } from "../signal.ts";

export const householdUnitsInSale: Signal<HistoryFacts> = {
  name: "household.units_in_sale",
  title: "Units held or bought with this household",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.household?.unitsInSale,
};
