import type { RequestFacts, Signal } from "../signal.ts";

export const accountPhoneVerified: Signal<RequestFacts> = {
  name: "account.phone_verified",
  title: "The shop says that the phone number is verified",
  type: "bool",
  unit: "yes or no",
  privacy: "attribute",
  derive: ({ checkout }) => checkout.account.verified?.includes("phone"),
};
