import type { HistoryFacts, Signal } from "../signal.ts";

export const saleClientSignals: Signal<HistoryFacts> = {
  name: "sale.client_signals",
  title: "Whether the sale demands browser signals",
  type: "string",
  unit: "required, optional",
  privacy: "none",
  derive: ({ sale }) => sale.clientSignals,
};
