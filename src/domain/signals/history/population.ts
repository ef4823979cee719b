import { timingBands } from "../client/timing-bands.ts";
import { timingSketch } from "../client/timing-sketch.ts";
import type { HistoryFacts, Signal } from "../signal.ts";

/** How the other accounts of the sale came: with the same timing, or alike in another way. */
export const POPULATION: readonly Signal<HistoryFacts>[] = [
  {
    name: "timing.repeats",
    title: "Other accounts with exactly the same timing",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    crowd: {
      kind: "timing",
      of({ client }) {
        const sketch = timingSketch(client);
        return sketch === undefined ? [] : [sketch];
      },
    },
    derive: ({ crowd }) => crowd.timing,
  },
  {
    name: "timing.near_repeats",
    title: "Other accounts with nearly the same timing",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    crowd: { kind: "band", of: ({ client }) => timingBands(client) },
    derive: ({ crowd }) => crowd.band,
  },
  ...cohort("cadence", {
    accounts: "Other accounts of the sale that type with the same cadence",
    share: "Share of the accounts by browser that type with the same cadence",
    intervalSpread: "How unevenly the accounts came that type with the same cadence: 1 by chance, 0 by a clock",
  }),
  ...cohort("direct", {
    accounts: "Other accounts of the sale that came without a visit, as this one did",
    share: "Share of the accounts by browser that came without a visit, as this one did",
    intervalSpread:
      "How unevenly the accounts came that came without a visit, as this one did: 1 by chance, 0 by a clock",
  }),
];

type Titles = { readonly accounts: string; readonly share: string; readonly intervalSpread: string };

function cohort(name: keyof HistoryFacts["population"], titles: Titles): readonly Signal<HistoryFacts>[] {
  return [
    {
      name: `population.${name}_accounts`,
      title: titles.accounts,
      type: "number",
      unit: "count",
      privacy: "behaviour",
      derive: ({ population }) => population[name]?.otherAccounts,
    },
    {
      name: `population.${name}_share`,
      title: titles.share,
      type: "number",
      unit: "ratio",
      privacy: "behaviour",
      derive: ({ population }) => population[name]?.share,
    },
    {
      name: `population.${name}_interval_spread`,
      title: titles.intervalSpread,
      type: "number",
      unit: "ratio",
      privacy: "behaviour",
      derive: ({ population }) => population[name]?.intervalSpread,
    },
  ];
}
