import type { RequestFacts, Signal } from "../signal.ts";

export const emailKey: Signal<RequestFacts> = {
  name: "email.key",
  title: "Pseudonym of the folded mailbox",
  type: "string",
  unit: "pseudonym",
  privacy: "pseudonym",
  derive: ({ keys }) => keys.email,
};
