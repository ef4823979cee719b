import type { RequestFacts, Signal } from "../signal.ts";

export const emailReadable: Signal<RequestFacts> = {
  name: "email.readable",
  title: "The e-mail address can be one",
  type: "bool",
  unit: "yes or no",
  privacy: "none",
  derive: ({ identity }) => identity.emailReadable,
};
