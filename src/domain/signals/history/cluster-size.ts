import type { HistoryFacts, Signal } from "../signal.ts";

export const clusterSize: Signal<HistoryFacts> = {
  name: "cluster.size",
  title: "Accounts that held or bought and belong together with this one, which is counted too",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ cluster }) => cluster.size,
};
