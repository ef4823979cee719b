import type { RequestFacts, Signal } from "../signal.ts";
import { typedKeys } from "./typed-keys.ts";

export const keyHoldMsMedian: Signal<RequestFacts> = {
  name: "key.hold_ms_median",
  title: "Median time that a key was held",
  type: "number",
  unit: "ms",
  privacy: "behaviour",
  derive: ({ client }) => typedKeys(client)?.holdMs.p50,
};
