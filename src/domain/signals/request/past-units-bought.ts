import type { RequestFacts, Signal } from "../signal.ts";

export const pastUnitsBought: Signal<RequestFacts> = {
  name: "past.units_bought",
  title: "Units that they paid for in ended sales",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ past }) => past?.unitsBought,
};
