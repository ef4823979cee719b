import type { HistoryFacts, Signal } from "../signal.ts";

export const householdOtherAccountsInSale: Signal<HistoryFacts> = {
  name: "household.other_accounts_in_sale",
  title: "Other accounts that hold or bought units with this household",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.household?.otherAccountsInSale,
};
