import type { RequestFacts, Signal } from "../signal.ts";

export const phoneCountry: Signal<RequestFacts> = {
  name: "phone.country",
  title: "Country of the phone number",
  type: "string",
  unit: "ISO 3166-1 alpha-2",
  privacy: "attribute",
  derive: ({ identity }) => identity.phoneCountry,
};
