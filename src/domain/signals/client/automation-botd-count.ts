import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const automationBotdCount: Signal<RequestFacts> = {
  name: "automation.botd_count",
  title: "Detectors of the library BotD that take the browser for a driven one",
  type: "number",
  unit: "count",
  privacy: "attribute",
  derive: ({ client }) => observed(client, "botd")?.detectors.length,
};
