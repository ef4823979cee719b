import type { RequestFacts, Signal } from "../signal.ts";
import { typedKeys } from "./typed-keys.ts";

export const keyRolloverRatio: Signal<RequestFacts> = {
  name: "key.rollover_ratio",
  title: "Share of key presses made while the key before was still down",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const keys = typedKeys(client);
    return keys !== undefined && keys.count > 0 ? keys.rollovers / keys.count : undefined;
  },
};
