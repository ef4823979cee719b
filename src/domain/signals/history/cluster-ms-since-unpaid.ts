import type { HistoryFacts, Signal } from "../signal.ts";

export const clusterMsSinceUnpaid: Signal<HistoryFacts> = {
  name: "cluster.ms_since_unpaid",
  title: "Time since the last of these accounts let a hold go unpaid",
  type: "number",
  unit: "ms",
  privacy: "behaviour",
  derive: ({ cluster }) => cluster.sinceUnpaidMs,
};
