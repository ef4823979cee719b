import type { RequestFacts, Signal } from "../signal.ts";

export const phoneDigitRun: Signal<RequestFacts> = {
  name: "phone.digit_run",
  title: "Longest run of equal, rising or falling digits in the phone number",
  type: "number",
  unit: "count",
  privacy: "attribute",
  derive: ({ identity }) => identity.phoneDigitRun,
};
