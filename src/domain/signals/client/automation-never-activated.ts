import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const automationNeverActivated: Signal<RequestFacts> = {
  name: "automation.never_activated",
  title: "Nobody clicked, pressed a key or tapped before the form was sent",
  type: "bool",
  unit: "yes or no",
  privacy: "attribute",
  derive: ({ client }) => {
    const activated = observed(client, "automation")?.activated;
    return activated === undefined ? undefined : !activated;
  },
};
