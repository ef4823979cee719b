import type { RequestFacts, Signal } from "../signal.ts";

export const emailDisposable: Signal<RequestFacts> = {
  name: "email.disposable",
  title: "The mailbox is of a throw-away provider",
  type: "bool",
  unit: "yes or no",
  privacy: "attribute",
  derive: ({ identity }) => identity.emailDisposable,
};
