import type { HistoryFacts, Signal } from "../signal.ts";

export const phoneRangeOtherAccountsAttempted: Signal<HistoryFacts> = {
  name: "phone_range.other_accounts_attempted",
  title: "Other new accounts that tried with a phone number of the same hundred",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ phoneRangeAttempts }) => phoneRangeAttempts,
};
