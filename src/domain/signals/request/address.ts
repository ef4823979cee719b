import type { RequestFacts, Signal } from "../signal.ts";

/** Where the goods go. */
export const ADDRESS: readonly Signal<RequestFacts>[] = [
  {
    name: "address.key",
    title: "Pseudonym of the exact household",
    type: "string",
    unit: "pseudonym",
    privacy: "pseudonym",
    derive: ({ keys }) => keys.household,
  },
  {
    name: "address.country",
    title: "Country of delivery",
    type: "string",
    unit: "ISO 3166-1 alpha-2",
    privacy: "attribute",
    derive: ({ identity }) => identity.addressCountry,
  },
  {
    name: "address.region",
    title: "State or province of delivery",
    type: "string",
    unit: "text",
    privacy: "attribute",
    derive: ({ identity }) => identity.addressRegion,
  },
  {
    name: "address.disguises",
    title: "Cosmetic tricks in the address that people do not use",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ identity }) => identity.addressDisguises,
  },
  {
    name: "address.code_fits",
    title: "The postal code looks as those of its country do",
    type: "bool",
    unit: "yes or no",
    privacy: "none",
    derive: ({ identity }) => identity.addressCodeFits,
  },
  {
    name: "address.care_of",
    title: "The address names somebody who passes the parcel on",
    type: "bool",
    unit: "yes or no",
    privacy: "attribute",
    derive: ({ identity }) => identity.addressCareOf,
  },
  {
    name: "address.customer_code",
    title: "The address carries a code of the kind by which forwarders know their customers",
    type: "bool",
    unit: "yes or no",
    privacy: "attribute",
    derive: ({ identity }) => identity.addressCustomerCode,
  },
];
