import type { RequestFacts, Signal } from "../signal.ts";
import { typedKeys } from "./typed-keys.ts";

/** One or two may have come from auto-capitalisation. */
const CAPITALS_MIN = 3;

export const keyShiftlessRatio: Signal<RequestFacts> = {
  name: "key.shiftless_ratio",
  title: "Share of capitals that came without Shift",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const keys = typedKeys(client);
    return keys !== undefined && keys.shifted >= CAPITALS_MIN ? keys.shiftless / keys.shifted : undefined;
  },
};
