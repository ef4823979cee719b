import type { HistoryFacts, Signal } from "../signal.ts";

export const emailOtherAccountsAttempted: Signal<HistoryFacts> = {
  name: "email.other_accounts_attempted",
  title: "Other accounts that tried with this mailbox",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.email?.otherAccountsAttempted,
};
