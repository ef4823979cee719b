import type { RequestFacts, Signal } from "../signal.ts";

export const emailAliased: Signal<RequestFacts> = {
  name: "email.aliased",
  title: "The mailbox was spelt another way than its provider stores it",
  type: "bool",
  unit: "yes or no",
  privacy: "attribute",
  derive: ({ identity }) => identity.emailAliased,
};
