import type { RequestFacts, Signal } from "../signal.ts";

export const addressCustomerCode: Signal<RequestFacts> = {
  name: "address.customer_code",
  title: "The address carries a code of the kind by which forwarders know their customers",
  type: "bool",
  unit: "yes or no",
  privacy: "attribute",
  derive: ({ identity }) => identity.addressCustomerCode,
};
