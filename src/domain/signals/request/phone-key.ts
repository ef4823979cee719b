import type { RequestFacts, Signal } from "../signal.ts";

export const phoneKey: Signal<RequestFacts> = {
  name: "phone.key",
  title: "Pseudonym of the phone number",
  type: "string",
  unit: "pseudonym",
  privacy: "pseudonym",
  derive: ({ keys }) => keys.phone,
};
