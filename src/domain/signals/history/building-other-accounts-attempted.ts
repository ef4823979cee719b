import type { HistoryFacts, Signal } from "../signal.ts";

export const buildingOtherAccountsAttempted: Signal<HistoryFacts> = {
  name: "building.other_accounts_attempted",
  title: "Other accounts that tried with this building",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.building?.otherAccountsAttempted,
};
