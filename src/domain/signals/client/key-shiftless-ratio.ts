import type { RequestFacts, Signal } from "../signal.ts";
import { typedKeys } from "./typed-keys.ts";

export const keyShiftlessRatio: Signal<RequestFacts> = {
  name: "key.shiftless_ratio",
  title: "Share of characters that need Shift and came without it",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const keys = typedKeys(client);
    return keys !== undefined && keys.shifted > 0 ? keys.shiftless / keys.shifted : undefined;
  },
};
