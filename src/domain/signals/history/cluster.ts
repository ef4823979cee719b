import type { HistoryFacts, Signal } from "../signal.ts";

/** What the accounts did that belong together with this one. */
export const CLUSTER: readonly Signal<HistoryFacts>[] = [
  {
    name: "cluster.size",
    title: "Accounts that held or bought and belong together with this one, which is counted too",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ cluster }) => cluster.size,
  },
  {
    name: "cluster.units_in_sale",
    title: "Units held or bought by the accounts that belong together with this one",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ cluster }) => cluster.unitsInSale,
  },
  {
    name: "cluster.unpaid_holds",
    title: "Holds of these accounts together that ended without payment",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ cluster }) => cluster.unpaidHolds,
  },
  {
    name: "cluster.ms_since_unpaid",
    title: "Time since the last of these accounts let a hold go unpaid",
    type: "number",
    unit: "ms",
    privacy: "behaviour",
    derive: ({ cluster }) => cluster.sinceUnpaidMs,
  },
  {
    name: "cluster.paid_ratio",
    title: "Share of the ended holds of these accounts that was paid",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive({ cluster: { paidHolds, unpaidHolds } }) {
      const ended = paidHolds + unpaidHolds;
      return ended === 0 ? undefined : paidHolds / ended;
    },
  },
  {
    name: "cluster.other_accounts_attempted",
    title: "Other accounts that belong together with this one by what they tried with",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    evidence: "hearsay",
    derive: ({ cluster }) => cluster.otherAccountsAttempted,
  },
  {
    name: "cluster.age_spread_hours",
    title: "Time between the creation of the oldest and the newest account that belongs together by what was tried",
    type: "number",
    unit: "hours",
    privacy: "behaviour",
    derive: ({ cluster }) => cluster.ageSpreadHours,
  },
];
