import type { HistoryFacts, Signal } from "../signal.ts";

export const phoneOtherAccountsInSale: Signal<HistoryFacts> = {
  name: "phone.other_accounts_in_sale",
  title: "Other accounts that hold or bought units with this phone number",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.phone?.otherAccountsInSale,
};
