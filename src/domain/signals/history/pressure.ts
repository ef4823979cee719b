import { PRESSURE_LEVELS } from "../../pressure/level.ts";
import { OF_THE_SALE, PRESSURE_MEASURES } from "../pressure-measures.ts";
import type { HistoryFacts, Signal } from "../signal.ts";

/** The level that the sale is at, and what it measured, before this checkout was counted. */
export const PRESSURE: readonly Signal<HistoryFacts>[] = [
  {
    name: "pressure.level",
    title: "How hard the sale is pressed",
    type: "string",
    unit: PRESSURE_LEVELS.join(", "),
    ...OF_THE_SALE,
    derive: ({ pressure }) => pressure?.level,
  },
  {
    name: "pressure.pinned",
    title: "Staff hold the level where it is",
    type: "bool",
    unit: "yes or no",
    ...OF_THE_SALE,
    derive: ({ pressure }) => pressure?.pinned,
  },
  ...PRESSURE_MEASURES.map(
    ({ derive: _ofMeasures, ...signal }): Signal<HistoryFacts> => ({
      ...signal,
      derive: ({ pressure }) => pressure?.measured[signal.name],
    }),
  ),
];
