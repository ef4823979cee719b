import { createPointerAggregate } from "../../../sdk/aggregates/pointer.ts";
import type { Random } from "../random.ts";
import type { Session } from "../session.ts";
import { mixed, type Percentiles, valueAt } from "./percentiles.ts";

/** Published percentiles (5, 50, 95) of how long people hold a mouse button, over remote desktop, in milliseconds. */
const PRESS_MS: Percentiles = [
  { normal: -1.645, value: 62 },
  { normal: 0, value: 109 },
  { normal: 1.645, value: 562 },
];

/** Assumed, as for keys: percentiles over all clicks do not tell people apart. */
const VARIANCE_BETWEEN = 0.4;
const CLICKS_MAX = 10;
const CLICK_EVERY_MS = 3_000;

/** Mouse clicks of people, simulated from published percentiles. */
export function simulatedPresses(count: number, random: Random): Session[] {
  return Array.from({ length: count }, () => {
    const aggregate = createPointerAggregate();
    const person = random.normal();
    const clicks = 1 + Math.floor(random.uniform() * CLICKS_MAX);
    for (let click = 0; click < clicks; click += 1) {
      const tMs = click * CLICK_EVERY_MS;
      aggregate.press(tMs, 0, 0);
      aggregate.release(tMs + valueAt(PRESS_MS, mixed(person, random.normal(), VARIANCE_BETWEEN)));
    }
    const pointer = aggregate.read();
    return pointer === undefined
      ? []
      : [{ part: "press", source: "simulated-presses", program: false, observed: { pointer } } as const];
  }).flat();
}
