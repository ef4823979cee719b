import type { HistoryFacts, Signal } from "../signal.ts";

/** What the account did in the sale. */
export const ACCOUNT_HISTORY: readonly Signal<HistoryFacts>[] = [
  {
    name: "account.attempts_in_sale",
    title: "Earlier checkouts of this account in the sale",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ account }) => account.attemptsInSale,
  },
  {
    name: "account.attempts_last_minute",
    title: "Checkouts of this account in the last minute",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ account }) => account.attemptsLastMinute,
  },
  {
    name: "account.units_in_sale",
    title: "Units this account holds or bought",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ account }) => account.unitsInSale,
  },
  {
    name: "account.unpaid_holds",
    title: "Holds of this account that ended without payment",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ account }) => account.unpaidHolds,
  },
  {
    name: "own.unpaid_holds",
    title: "Holds that ended without payment, of this account or of what it proved to be its own",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ own }) => own.unpaidHolds,
  },
  {
    name: "own.ms_since_unpaid",
    title: "Time since the last of these holds ended",
    type: "number",
    unit: "ms",
    privacy: "behaviour",
    derive: ({ own }) => own.sinceUnpaidMs,
  },
];
