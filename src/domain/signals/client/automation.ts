import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

/** What tells a browser that a program drives. */
export const AUTOMATION: readonly Signal<RequestFacts>[] = [
  {
    name: "automation.webdriver",
    title: "The browser says that a program drives it",
    type: "bool",
    unit: "yes or no",
    privacy: "attribute",
    derive: ({ client }) => observed(client, "automation")?.webdriver,
  },
  {
    name: "automation.headless",
    title: "The browser has no screen",
    type: "bool",
    unit: "yes or no",
    privacy: "attribute",
    derive: ({ client }) => observed(client, "automation")?.headless,
  },
  {
    name: "automation.never_activated",
    title: "Nobody clicked, pressed a key or tapped before the form was sent",
    type: "bool",
    unit: "yes or no",
    privacy: "attribute",
    derive: ({ client }) => {
      const activated = observed(client, "automation")?.activated;
      return activated === undefined ? undefined : !activated;
    },
  },
  {
    name: "automation.botd_count",
    title: "Detectors of the library BotD that take the browser for a driven one",
    type: "number",
    unit: "count",
    privacy: "attribute",
    derive: ({ client }) => observed(client, "botd")?.detectors.length,
  },
  {
    name: "automation.botd_kind",
    title: "What the library BotD takes a driven browser for",
    type: "string",
    unit: "text",
    privacy: "attribute",
    derive: ({ client }) => observed(client, "botd")?.kind,
  },
];
