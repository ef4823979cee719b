import type { HistoryFacts, Signal } from "../signal.ts";

export const timingRepeats: Signal<HistoryFacts> = {
  name: "timing.repeats",
  title: "Other accounts with exactly the same timing",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ timingRepeats }) => timingRepeats,
};
