import type { PastSales } from "../../identity/across-sales/past-sales.ts";
import type { MayLeadTo, Signal } from "../signal.ts";

const MAY_LEAD_TO: MayLeadTo = {
  consequences: ["weight", "challenge"],
  because: "whoever is new has done nothing, and a past decides only who is asked",
};

/** How well the buyer is known by orders that were paid before. Absent where earlier sales could not be asked in time. */
export const STANDING: readonly Signal<PastSales>[] = [
  {
    name: "standing.points",
    title: "How well the buyer is known by orders that were paid in earlier sales",
    type: "number",
    unit: "points",
    privacy: "behaviour",
    mayLeadTo: MAY_LEAD_TO,
    evidence: "circumstance",
    derive: ({ standing }) => standing.points,
  },
  {
    name: "standing.reasons",
    title: "What paid orders of earlier sales know the buyer by",
    type: "string",
    unit: "text",
    privacy: "behaviour",
    mayLeadTo: MAY_LEAD_TO,
    evidence: "circumstance",
    derive: ({ standing }) => (standing.reasons.length === 0 ? undefined : standing.reasons.join(" ")),
  },
];
