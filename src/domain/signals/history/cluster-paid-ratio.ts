import type { HistoryFacts, Signal } from "../signal.ts";

export const clusterPaidRatio: Signal<HistoryFacts> = {
  name: "cluster.paid_ratio",
  title: "Share of the ended holds of these accounts that was paid",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive({ cluster: { paidHolds, unpaidHolds } }) {
    const ended = paidHolds + unpaidHolds;
    return ended === 0 ? undefined : paidHolds / ended;
  },
};
