import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const pageScrolls: Signal<RequestFacts> = {
  name: "page.scrolls",
  title: "Scroll movements",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "page")?.scrolls,
};
