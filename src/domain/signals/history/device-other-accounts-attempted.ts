import type { HistoryFacts, Signal } from "../signal.ts";

export const deviceOtherAccountsAttempted: Signal<HistoryFacts> = {
  name: "device.other_accounts_attempted",
  title: "Other accounts that tried with this device",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.device?.otherAccountsAttempted,
};
