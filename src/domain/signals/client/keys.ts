import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";
import { relativeSpread } from "./relative-spread.ts";
import { typedKeys } from "./typed-keys.ts";

/** One or two may have come from auto-capitalisation. */
const CAPITALS_MIN = 3;

/** How keys were pressed. */
export const KEYS: readonly Signal<RequestFacts>[] = [
  {
    name: "key.count",
    title: "Key presses",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "keys")?.count,
  },
  {
    name: "key.untrusted_count",
    title: "Key presses made by a script in the page",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "keys")?.untrusted,
  },
  {
    name: "key.hold_ms_median",
    title: "Median time that a key was held",
    type: "number",
    unit: "ms",
    privacy: "behaviour",
    derive: ({ client }) => typedKeys(client)?.holdMs.p50,
  },
  {
    name: "key.hold_spread",
    title: "Spread of the time that keys were held relative to its median",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const keys = typedKeys(client);
      return keys === undefined ? undefined : relativeSpread(keys.holdMs);
    },
  },
  {
    name: "key.flight_ms_median",
    title: "Median time from one key press to the next",
    type: "number",
    unit: "ms",
    privacy: "behaviour",
    derive: ({ client }) => typedKeys(client)?.flightMs.p50,
  },
  {
    name: "key.flight_spread",
    title: "Spread of the time between key presses relative to its median",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const keys = typedKeys(client);
      return keys === undefined ? undefined : relativeSpread(keys.flightMs);
    },
  },
  /** Above zero where long waits between keys are longer than short ones are short: people stop to think. */
  {
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
  },
  {
    name: "key.rollover_ratio",
    title: "Share of key presses made while the key before was still down",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const keys = typedKeys(client);
      return keys !== undefined && keys.count > 0 ? keys.rollovers / keys.count : undefined;
    },
  },
  {
    name: "key.correction_ratio",
    title: "Share of key presses that take something back",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const keys = typedKeys(client);
      return keys !== undefined && keys.count > 0 ? keys.corrections / keys.count : undefined;
    },
  },
  {
    name: "key.shiftless_ratio",
    title: "Share of capitals that came without Shift",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const keys = typedKeys(client);
      return keys !== undefined && keys.shifted >= CAPITALS_MIN ? keys.shiftless / keys.shifted : undefined;
    },
  },
];
