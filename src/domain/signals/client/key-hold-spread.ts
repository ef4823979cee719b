import type { RequestFacts, Signal } from "../signal.ts";
import { relativeSpread } from "./relative-spread.ts";
import { typedKeys } from "./typed-keys.ts";

export const keyHoldSpread: Signal<RequestFacts> = {
  name: "key.hold_spread",
  title: "Spread of the time that keys were held relative to its median",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const keys = typedKeys(client);
    return keys === undefined ? undefined : relativeSpread(keys.holdMs);
  },
};
