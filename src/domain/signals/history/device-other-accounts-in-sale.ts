import type { HistoryFacts, Signal } from "../signal.ts";

export const deviceOtherAccountsInSale: Signal<HistoryFacts> = {
  name: "device.other_accounts_in_sale",
  title: "Other accounts that hold or bought units with this device",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ keys }) => keys.device?.otherAccountsInSale,
};
