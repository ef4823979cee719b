import type { RequestFacts, Signal } from "../signal.ts";

export const phoneCarrier: Signal<RequestFacts> = {
  name: "phone.carrier",
  title: "Network to which the phone's range was given",
  type: "string",
  unit: "libphonenumber's names of networks",
  privacy: "attribute",
  derive: ({ identity }) => identity.phoneCarrier,
};
