import type { HistoryFacts, Signal } from "../signal.ts";

export const timingNearRepeats: Signal<HistoryFacts> = {
  name: "timing.near_repeats",
  title: "Other accounts with nearly the same timing",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ timingNearRepeats }) => timingNearRepeats,
};
