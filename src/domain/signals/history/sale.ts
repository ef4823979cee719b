import type { HistoryFacts, Signal } from "../signal.ts";

/** The terms and the clock of the sale, and what the clock makes of the visit. */
export const SALE: readonly Signal<HistoryFacts>[] = [
  {
    name: "sale.mode",
    title: "How units find buyers",
    type: "string",
    unit: "flash, draw, invite, preorder",
    privacy: "none",
    evidence: "circumstance",
    derive: ({ sale }) => sale.mode,
  },
  {
    name: "sale.client_signals",
    title: "Whether the sale demands browser signals",
    type: "string",
    unit: "required, optional",
    privacy: "none",
    evidence: "circumstance",
    derive: ({ sale }) => sale.clientSignals,
  },
  {
    name: "sale.open_ms",
    title: "Time since the sale opened",
    type: "number",
    unit: "ms",
    privacy: "none",
    evidence: "circumstance",
    derive: ({ sale }) => sale.openMs,
  },
  {
    name: "visit.before_opening_ms",
    title: "How long before the opening of the sale the visit began",
    type: "number",
    unit: "ms",
    privacy: "behaviour",
    derive: ({ visit }) => visit.beforeOpeningMs,
  },
];
