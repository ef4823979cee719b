import type { HistoryFacts, Signal } from "../signal.ts";

export const accountUnpaidHolds: Signal<HistoryFacts> = {
  name: "account.unpaid_holds",
  title: "Holds of this account that ended without payment",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ account }) => account.unpaidHolds,
};
