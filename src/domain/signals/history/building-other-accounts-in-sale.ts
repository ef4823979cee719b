import type { HistoryFacts, Signal } from "../signal.ts";

export const buildingOtherAccountsInSale: Signal<HistoryFacts> = {
  name: "building.other_accounts_in_sale",
  title: "Other accounts that hold or bought units with this building",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.building?.otherAccountsInSale,
};
