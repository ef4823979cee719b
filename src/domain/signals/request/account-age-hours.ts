import type { RequestFacts, Signal } from "../signal.ts";

const HOUR_MS = 3_600_000;

export const accountAgeHours: Signal<RequestFacts> = {
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
};
