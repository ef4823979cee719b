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
    name: "registration.invite_revoked",
    title: "The shop revoked the chain of the invite",
    type: "bool",
    unit: "yes or no",
    privacy: "attribute",
    mayLeadTo: {
      consequences: ["weight", "challenge", "review"],
      because: "a chain is revoked for what one of its people did",
    },
    derive: ({ invite }) => invite?.isRevoked,
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
