import type { RequestFacts, Signal } from "../signal.ts";

export const addressCareOf: Signal<RequestFacts> = {
  name: "address.care_of",
  title: "The address names somebody who passes the parcel on",
  type: "bool",
  unit: "yes or no",
  privacy: "attribute",
  derive: ({ identity }) => identity.addressCareOf,
};
