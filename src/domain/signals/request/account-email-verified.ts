import type { RequestFacts, Signal } from "../signal.ts";

export const accountEmailVerified: Signal<RequestFacts> = {
  name: "account.email_verified",
  title: "The shop says that the e-mail address is verified",
  type: "bool",
  unit: "yes or no",
  privacy: "attribute",
  derive: ({ checkout }) => checkout.account.verified?.includes("email"),
};
