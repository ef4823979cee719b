import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const pageHiddenRatio: Signal<RequestFacts> = {
  name: "page.hidden_ratio",
  title: "Share of the time that the page was hidden",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const page = observed(client, "page");
    return page !== undefined && page.elapsedMs > 0 ? page.hiddenMs / page.elapsedMs : undefined;
  },
};
