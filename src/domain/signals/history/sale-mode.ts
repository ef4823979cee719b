import type { HistoryFacts, Signal } from "../signal.ts";

export const saleMode: Signal<HistoryFacts> = {
  name: "sale.mode",
  title: "How units find buyers",
  type: "string",
  unit: "flash, draw, invite, preorder",
  privacy: "none",
  derive: ({ sale }) => sale.mode,
};
