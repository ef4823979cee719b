import type { RequestFacts, Signal } from "../signal.ts";

export const deviceKey: Signal<RequestFacts> = {
  name: "device.key",
  title: "Pseudonym of the device",
  type: "string",
  unit: "pseudonym",
  privacy: "pseudonym",
  derive: ({ keys }) => keys.device,
};
