import type { RequestFacts, Signal } from "../signal.ts";

export const channel: Signal<RequestFacts> = {
  name: "channel",
  title: "How the buyer reached the shop",
  type: "string",
  unit: "web, app, store, sms, phone",
  privacy: "none",
  derive: ({ checkout }) => checkout.channel,
};
