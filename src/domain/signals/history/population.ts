import { payloadSketches } from "../client/payload-sketches.ts";
import { timingBands } from "../client/timing-bands.ts";
import { timingSketch } from "../client/timing-sketch.ts";
import type { CohortKind, HistoryFacts, MayLeadTo, Signal } from "../signal.ts";

const NETWORK_MAY_LEAD_TO: MayLeadTo = {
  consequences: ["weight", "challenge"],
  because: "mobile networks and offices put many people behind one address",
};

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
  {
    name: "payload.repeats",
    title: "Other accounts whose browsers sent the same figures of keys, mouse or touch",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    crowd: { kind: "payload", of: ({ client }) => payloadSketches(client) },
    derive: ({ crowd }) => crowd.payload,
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
  {
    name: "population.visited_accounts",
    title: "Other accounts of the sale that came with a visit, where this one came without",
    type: "number",
    unit: "count",
    privacy: "none",
    derive: ({ population }) => population.direct?.accountsApart,
  },
  ...cohort("silent", {
    accounts: "Other accounts of the sale that came with a visit and without keys, mouse or touch",
    share: "Share of the accounts by browser that came with a visit and without keys, mouse or touch",
    intervalSpread:
      "How unevenly the accounts came that came with a visit and without keys, mouse or touch: 1 by chance, 0 by a clock",
  }),
  ...cohort("network", {
    accounts: "Other accounts of the sale whose visit began at the same network address (IPv6: the same /64)",
    share: "Share of the accounts by browser whose visit began at the same network address",
    intervalSpread:
      "How unevenly the accounts came whose visit began at the same network address: 1 by chance, 0 by a clock",
  }),
  ...cohort("neighbourhood", {
    accounts: "Other accounts of the sale whose visit began in the same block of addresses (IPv4: /24, IPv6: /48)",
    share: "Share of the accounts by browser whose visit began in the same block of addresses",
    intervalSpread:
      "How unevenly the accounts came whose visit began in the same block of addresses: 1 by chance, 0 by a clock",
  }),
  {
    name: "pickup.units_in_sale",
    title: "Units held so far for pick-up at the same partner, also those that were given back since",
    type: "number",
    unit: "count",
    privacy: "none",
    derive: ({ unitsAtPartner }) => unitsAtPartner,
  },
];

type Titles = { readonly accounts: string; readonly share: string; readonly intervalSpread: string };

function cohort(name: CohortKind, titles: Titles): readonly Signal<HistoryFacts>[] {
  const mayLeadTo = name === "network" || name === "neighbourhood" ? NETWORK_MAY_LEAD_TO : undefined;
  return [
    {
      name: `population.${name}_accounts`,
      title: titles.accounts,
      type: "number",
      unit: "count",
      privacy: "behaviour",
      mayLeadTo,
      derive: ({ population }) => population[name]?.otherAccounts,
    },
    {
      name: `population.${name}_share`,
      title: titles.share,
      type: "number",
      unit: "ratio",
      privacy: "behaviour",
      mayLeadTo,
      derive: ({ population }) => population[name]?.share,
    },
    {
      name: `population.${name}_interval_spread`,
      title: titles.intervalSpread,
      type: "number",
      unit: "ratio",
      privacy: "behaviour",
      mayLeadTo,
      derive: ({ population }) => population[name]?.intervalSpread,
    },
  ];
}
