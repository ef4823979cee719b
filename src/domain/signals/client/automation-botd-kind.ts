import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const automationBotdKind: Signal<RequestFacts> = {
  name: "automation.botd_kind",
  title: "What the library BotD takes a driven browser for",
  type: "string",
  unit: "text",
  privacy: "attribute",
  derive: ({ client }) => observed(client, "botd")?.kind,
};
