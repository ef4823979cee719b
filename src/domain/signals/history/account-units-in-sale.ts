import type { HistoryFacts, Signal } from "../signal.ts";

export const accountUnitsInSale: Signal<HistoryFacts> = {
  name: "account.units_in_sale",
  title: "Units this account holds or bought",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ account }) => account.unitsInSale,
};
