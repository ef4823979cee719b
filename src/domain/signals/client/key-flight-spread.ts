import type { RequestFacts, Signal } from "../signal.ts";
import { relativeSpread } from "./relative-spread.ts";
import { typedKeys } from "./typed-keys.ts";

export const keyFlightSpread: Signal<RequestFacts> = {
  name: "key.flight_spread",
  title: "Spread of the time between key presses relative to its median",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const keys = typedKeys(client);
    return keys === undefined ? undefined : relativeSpread(keys.flightMs);
  },
};
