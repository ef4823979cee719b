import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const automationHeadless: Signal<RequestFacts> = {
  name: "automation.headless",
  title: "The browser has no screen",
  type: "bool",
  unit: "yes or no",
  privacy: "attribute",
  derive: ({ client }) => observed(client, "automation")?.headless,
};
