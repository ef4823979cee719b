import type { HistoryFacts, Signal } from "../signal.ts";

export const paymentOtherAccountsAttempted: Signal<HistoryFacts> = {
  name: "payment.other_accounts_attempted",
  title: "Other accounts that tried with this payment instrument",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.payment?.otherAccountsAttempted,
};
