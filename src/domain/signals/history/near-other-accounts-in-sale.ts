import type { HistoryFacts, Signal } from "../signal.ts";

export const nearOtherAccountsInSale: Signal<HistoryFacts> = {
  name: "near.other_accounts_in_sale",
  title: "Other accounts that hold or bought units with this nearly the same address",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.near?.otherAccountsInSale,
};
