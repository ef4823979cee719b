import type { HistoryFacts, Signal } from "../signal.ts";

export const nearOtherAccountsAttempted: Signal<HistoryFacts> = {
  name: "near.other_accounts_attempted",
  title: "Other accounts that tried with this nearly the same address",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.near?.otherAccountsAttempted,
};
