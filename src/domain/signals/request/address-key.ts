import type { RequestFacts, Signal } from "../signal.ts";

export const addressKey: Signal<RequestFacts> = {
  name: "address.key",
  title: "Pseudonym of the exact household",
  type: "string",
  unit: "pseudonym",
  privacy: "pseudonym",
  derive: ({ keys }) => keys.household,
};
