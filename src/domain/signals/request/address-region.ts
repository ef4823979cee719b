import type { RequestFacts, Signal } from "../signal.ts";

export const addressRegion: Signal<RequestFacts> = {
  name: "address.region",
  title: "State or province of delivery",
  type: "string",
  unit: "text",
  privacy: "attribute",
  derive: ({ identity }) => identity.addressRegion,
};
