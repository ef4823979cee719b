import type { RequestFacts, Signal } from "../signal.ts";
import { typedKeys } from "./typed-keys.ts";

/** Above zero where long waits between keys are longer than short ones are short: people stop to think. */
export const keyFlightSkew: Signal<RequestFacts> = {
  name: "key.flight_skew",
  title: "How much longer long waits between key presses are than short ones are short, as the logarithm of a ratio",
  type: "number",
  unit: "log ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const keys = typedKeys(client);
    if (keys === undefined) return undefined;
    const { p10, p50, p90 } = keys.flightMs;
    const log = (ms: number) => Math.log(Math.max(1, ms));
    return log(p90) + log(p10) - 2 * log(p50);
  },
};
