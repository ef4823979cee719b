import type { HistoryFacts, Signal } from "../signal.ts";

export const clusterOtherAccountsAttempted: Signal<HistoryFacts> = {
  name: "cluster.other_accounts_attempted",
  title: "Other accounts that belong together with this one by what they tried with",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ cluster }) => cluster.otherAccountsAttempted,
};
