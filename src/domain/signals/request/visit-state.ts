import type { RequestFacts, Signal } from "../signal.ts";

export const visitState: Signal<RequestFacts> = {
  name: "visit.state",
  title: "How the visit token was judged",
  type: "string",
  unit: "ok, missing, expired, replayed, invalid",
  privacy: "none",
  derive: ({ visit }) => visit.state,
};
