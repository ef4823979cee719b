import type { RequestFacts, Signal } from "../signal.ts";

export const clientKeyProved: Signal<RequestFacts> = {
  name: "client.key_proved",
  title: "The browser proved that it holds its device key",
  type: "bool",
  unit: "yes or no",
  privacy: "none",
  derive: ({ client }) => (client.state === "ok" ? client.deviceKeyThumbprint !== undefined : undefined),
};
