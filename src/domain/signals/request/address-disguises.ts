import type { RequestFacts, Signal } from "../signal.ts";

export const addressDisguises: Signal<RequestFacts> = {
  name: "address.disguises",
  title: "Cosmetic tricks in the address that people do not use",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ identity }) => identity.addressDisguises,
};
