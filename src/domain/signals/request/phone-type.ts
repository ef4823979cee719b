import type { RequestFacts, Signal } from "../signal.ts";

export const phoneType: Signal<RequestFacts> = {
  name: "phone.type",
  title: "Kind of phone line",
  type: "string",
  unit: "libphonenumber types",
  privacy: "attribute",
  derive: ({ identity }) => identity.phoneType,
};
