import type { RequestFacts, Signal } from "../signal.ts";

export const visitElapsedMs: Signal<RequestFacts> = {
  name: "visit.elapsed_ms",
  title: "Time from visit to checkout, measured by the server",
  type: "number",
  unit: "ms",
  privacy: "behaviour",
  derive: ({ visit }) => visit.elapsedMs,
};
