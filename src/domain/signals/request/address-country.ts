import type { RequestFacts, Signal } from "../signal.ts";

export const addressCountry: Signal<RequestFacts> = {
  name: "address.country",
  title: "Country of delivery",
  type: "string",
  unit: "ISO 3166-1 alpha-2",
  privacy: "attribute",
  derive: ({ identity }) => identity.addressCountry,
};
