import type { RequestFacts, Signal } from "../signal.ts";

export const pastUnitsShare: Signal<RequestFacts> = {
  name: "past.units_share",
  title: "Their share of all units sold in those sales",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ past }) => past?.unitsShare,
};
