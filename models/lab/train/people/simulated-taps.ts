import { createCadence } from "../../../../src/sdk/aggregates/cadence.ts";
import type { Random } from "../../../../test/rig/shared/random.ts";
import type { Session } from "../session.ts";

/** Assumed: half of all taps are shorter than this, and people differ from each other as much as their own taps do. */
const TAP_MS_MEDIAN = 85;
const DEVIATION = 0.3;
const TAPS_MIN = 4;
const TAPS_MAX = 14;

/** People at the screen of a phone. Only that a finger takes tens of milliseconds to come and go is asked of it. */
export function simulatedTaps(count: number, { uniform, normal }: Random): Session[] {
  return Array.from({ length: count }, (_, run) => {
    const taps = TAPS_MIN + Math.floor(uniform() * (TAPS_MAX - TAPS_MIN));
    const ownMs = TAP_MS_MEDIAN * Math.exp(DEVIATION * normal());
    const pressMs = createCadence();
    for (let tap = 0; tap < taps; tap += 1) pressMs.add(ownMs * Math.exp(DEVIATION * normal()));
    const observed = { touch: { taps, moves: 0, pressMs: pressMs.spread() } };
    return { part: "touch", source: "simulated-fingers", run: String(run), program: false, observed };
  });
}
