import type { RequestFacts, Signal } from "../signal.ts";

export const visitAddressChanged: Signal<RequestFacts> = {
  name: "visit.address_changed",
  title: "The network address changed between visit and checkout",
  type: "bool",
  unit: "yes or no",
  privacy: "behaviour",
  derive: ({ visit }) => visit.addressChanged,
};
