import type { PastSales } from "../../identity/across-sales/past-sales.ts";
import type { Signal } from "../signal.ts";

export const pastClusterSize: Signal<PastSales> = {
  name: "past.cluster_size",
  title: "Accounts that belong together with this one across sales",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ clusterSize }) => clusterSize,
};
