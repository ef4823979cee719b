import type { HistoryFacts, Signal } from "../signal.ts";

export const householdOtherAccountsAttempted: Signal<HistoryFacts> = {
  name: "household.other_accounts_attempted",
  title: "Other accounts that tried with this household",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.household?.otherAccountsAttempted,
};
