import type { RequestFacts, Signal } from "../signal.ts";
import { typedKeys } from "./typed-keys.ts";

export const keyFlightMsMedian: Signal<RequestFacts> = {
  name: "key.flight_ms_median",
  title: "Median time from one key press to the next",
  type: "number",
  unit: "ms",
  privacy: "behaviour",
  derive: ({ client }) => typedKeys(client)?.flightMs.p50,
};
