import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

/** Rounding and the pause between the visit's minting and its record leave honest browsers well below this. */
const TOLERANCE_MS = 2_000;

/** How long and how the page was looked at. */
export const PAGE: readonly Signal<RequestFacts>[] = [
  {
    name: "page.hidden_ratio",
    title: "Share of the time that the page was hidden",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const page = observed(client, "page");
      return page !== undefined && page.elapsedMs > 0 ? page.hiddenMs / page.elapsedMs : undefined;
    },
  },
  {
    name: "page.scrolls",
    title: "Scroll movements",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "page")?.scrolls,
  },
  {
    name: "client.duration_implausible",
    title: "The browser claims more time than the server measured since the visit",
    type: "bool",
    unit: "yes or no",
    privacy: "none",
    derive: ({ client, visit }) => {
      if (client.state !== "ok" || visit.elapsedMs === undefined) return undefined;
      const rhythmMs = observed(client, "rhythm")?.gapsMs.reduce((sum, gapMs) => sum + gapMs, 0) ?? 0;
      const formMs = observed(client, "form")?.elapsedMs ?? 0;
      const pageMs = observed(client, "page")?.elapsedMs ?? 0;
      return Math.max(rhythmMs, formMs, pageMs) > visit.elapsedMs + TOLERANCE_MS;
    },
  },
];
