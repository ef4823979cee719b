import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const automationWebdriver: Signal<RequestFacts> = {
  name: "automation.webdriver",
  title: "The browser says that a program drives it",
  type: "bool",
  unit: "yes or no",
  privacy: "attribute",
  derive: ({ client }) => observed(client, "automation")?.webdriver,
};
