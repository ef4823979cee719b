import type { RequestFacts, Signal } from "../signal.ts";

export const phoneReadable: Signal<RequestFacts> = {
  name: "phone.readable",
  title: "The phone number can be one",
  type: "bool",
  unit: "yes or no",
  privacy: "none",
  derive: ({ identity }) => identity.phoneReadable,
};
