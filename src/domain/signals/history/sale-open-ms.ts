import type { HistoryFacts, Signal } from "../signal.ts";

export const saleOpenMs: Signal<HistoryFacts> = {
  name: "sale.open_ms",
  title: "Time since the sale opened",
  type: "number",
  unit: "ms",
  privacy: "none",
  derive: ({ sale }) => sale.openMs,
};
