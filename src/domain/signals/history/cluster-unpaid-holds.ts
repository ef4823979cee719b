import type { HistoryFacts, Signal } from "../signal.ts";

export const clusterUnpaidHolds: Signal<HistoryFacts> = {
  name: "cluster.unpaid_holds",
  title: "Holds of these accounts together that ended without payment",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ cluster }) => cluster.unpaidHolds,
};
