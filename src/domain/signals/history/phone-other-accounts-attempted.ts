import type { HistoryFacts, Signal } from "../signal.ts";

export const phoneOtherAccountsAttempted: Signal<HistoryFacts> = {
  name: "phone.other_accounts_attempted",
  title: "Other accounts that tried with this phone number",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.phone?.otherAccountsAttempted,
};
