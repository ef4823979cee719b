import type { RequestFacts, Signal } from "../signal.ts";

export const visitRetries: Signal<RequestFacts> = {
  name: "visit.retries",
  title: "Tries before this one in the same visit",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ visit }) => visit.retries,
};
