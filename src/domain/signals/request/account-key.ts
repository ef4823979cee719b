import type { RequestFacts, Signal } from "../signal.ts";

export const accountKey: Signal<RequestFacts> = {
  name: "account.key",
  title: "Pseudonym of the account",
  type: "string",
  unit: "pseudonym",
  privacy: "pseudonym",
  derive: ({ keys }) => keys.account,
};
