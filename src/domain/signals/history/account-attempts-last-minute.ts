import type { HistoryFacts, Signal } from "../signal.ts";

export const accountAttemptsLastMinute: Signal<HistoryFacts> = {
  name: "account.attempts_last_minute",
  title: "Checkouts of this account in the last minute",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ account }) => account.attemptsLastMinute,
};
