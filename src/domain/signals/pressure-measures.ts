import type { PressureMeasures } from "../pressure/window.ts";
import type { MayLeadTo, Signal } from "./signal.ts";

/** What all signals of pressure are: facts of the sale. */
export const OF_THE_SALE: Pick<Signal<never>, "privacy" | "mayLeadTo" | "evidence"> = {
  privacy: "none",
  mayLeadTo: {
    consequences: ["weight", "challenge"],
    because: "it says how hard the sale is pressed, and nothing of the buyer",
  } satisfies MayLeadTo,
  evidence: "circumstance",
};

/** What the sale measures of itself over the last minute: the names that a ladder's conditions may use. */
export const PRESSURE_MEASURES: readonly Signal<PressureMeasures>[] = [
  {
    name: "pressure.attempts_last_minute",
    title: "Checkouts of the whole sale in the last minute",
    type: "number",
    unit: "count",
    ...OF_THE_SALE,
    derive: ({ attemptsLastMinute }) => attemptsLastMinute,
  },
  {
    name: "pressure.attempts_per_free_unit",
    title: "Checkouts of the last minute for each unit that is free; absent where none is",
    type: "number",
    unit: "ratio",
    ...OF_THE_SALE,
    derive: ({ attemptsPerFreeUnit }) => attemptsPerFreeUnit,
  },
  {
    name: "pressure.new_share",
    title: "Share of the last minute's checkouts by browser that no paid order of an earlier sale vouches for",
    type: "number",
    unit: "ratio",
    ...OF_THE_SALE,
    derive: ({ newShare }) => newShare,
  },
  {
    name: "pressure.silent_share",
    title: "Share of the last minute's checkouts by browser without a visit, or without keys, mouse or touch in it",
    type: "number",
    unit: "ratio",
    ...OF_THE_SALE,
    derive: ({ silentShare }) => silentShare,
  },
  {
    name: "pressure.crowded_share",
    title: "Share of the last minute's checkouts by browser from blocks of addresses with twenty or more accounts",
    type: "number",
    unit: "ratio",
    ...OF_THE_SALE,
    derive: ({ crowdedShare }) => crowdedShare,
  },
  {
    name: "pressure.repeat_share",
    title: "Share of the last minute's checkouts by accounts that had tried before",
    type: "number",
    unit: "ratio",
    ...OF_THE_SALE,
    derive: ({ repeatShare }) => repeatShare,
  },
];
