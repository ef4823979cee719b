import type { HistoryFacts, Signal } from "../signal.ts";

export const emailOtherAccountsInSale: Signal<HistoryFacts> = {
  name: "email.other_accounts_in_sale",
  title: "Other accounts that hold or bought units with this mailbox",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.email?.otherAccountsInSale,
};
