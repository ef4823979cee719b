import type { RequestFacts, Signal } from "../signal.ts";

/** A building is hundreds of households, a near key comes with the exact one, and a browser makes keys of its own for nothing. */
const KNOWN_BY = ["device", "payment", "email", "phone", "household"] as const;
const HOUR_MS = 3_600_000;

/** What the shop says of the account. */
export const ACCOUNT: readonly Signal<RequestFacts>[] = [
  {
    name: "account.key",
    title: "Pseudonym of the account",
    type: "string",
    unit: "pseudonym",
    privacy: "pseudonym",
    derive: ({ keys }) => keys.account,
  },
  {
    name: "account.age_hours",
    title: "Time since the account was created, as the shop states it",
    type: "number",
    unit: "hours",
    privacy: "attribute",
    // A date of creation in the future is a shop's clock that runs ahead: the account is new.
    derive: ({ checkout, nowMs }) =>
      checkout.account.createdAt === undefined
        ? undefined
        : Math.max(0, nowMs - Date.parse(checkout.account.createdAt)) / HOUR_MS,
  },
  {
    name: "account.email_verified",
    title: "The shop says that the e-mail address is verified",
    type: "bool",
    unit: "yes or no",
    privacy: "attribute",
    derive: ({ checkout }) => checkout.account.verified?.includes("email"),
  },
  {
    name: "account.phone_verified",
    title: "The shop says that the phone number is verified",
    type: "bool",
    unit: "yes or no",
    privacy: "attribute",
    derive: ({ checkout }) => checkout.account.verified?.includes("phone"),
  },
  {
    name: "account.other_keys",
    title: "Kinds of things beside the account that the buyer can be known by",
    type: "number",
    unit: "count",
    privacy: "none",
    derive: ({ keys }) => KNOWN_BY.filter((kind) => keys[kind] !== undefined).length,
  },
];
