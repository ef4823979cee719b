import type { HistoryFacts, Signal } from "../signal.ts";

export const accountAttemptsInSale: Signal<HistoryFacts> = {
  name: "account.attempts_in_sale",
  title: "Earlier checkouts of this account in the sale",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ account }) => account.attemptsInSale,
};
