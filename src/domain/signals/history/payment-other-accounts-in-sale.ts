import type { HistoryFacts, Signal } from "../signal.ts";

export const paymentOtherAccountsInSale: Signal<HistoryFacts> = {
  name: "payment.other_accounts_in_sale",
  title: "Other accounts that hold or bought units with this payment instrument",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.payment?.otherAccountsInSale,
};
