import type { RequestFacts, Signal } from "../signal.ts";

export const pastClusterSize: Signal<RequestFacts> = {
  name: "past.cluster_size",
  title: "Accounts that belong together with this one across sales",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ past }) => past?.clusterSize,
};
