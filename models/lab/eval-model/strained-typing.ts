import type { Random } from "../../../test/rig/shared/random.ts";
import type { KeyTiming } from "../train/keys-session.ts";

/** People at a keyboard who are slower than those of a recording, on a machine that is busier. */
export type Strain = {
  readonly name: string;
  /** Waits between keys are so many times as long; how long a key is held stays the same. */
  readonly pace: number;
  /** By how much each press and release is late in the mean. */
  readonly lateMs: number;
};

/**
 * The kinds of typing that were taken for a program's: slow, on a busy machine, and both. Of half of the keystrokes that were recorded
 * one is late by 30 ms in the mean where the spread of holds over their median comes to 1.3, as it did with those who were stopped.
 */
export const STRAINS: readonly Strain[] = [
  { name: "slow", pace: 2, lateMs: 0 },
  { name: "very-slow", pace: 3, lateMs: 0 },
  { name: "busy", pace: 1, lateMs: 30 },
  { name: "slow-busy", pace: 2, lateMs: 30 },
];

/** The same keys, pressed more slowly and seen late: a waiting line of events keeps their order, and its waits are exponential. */
export function strained(timings: readonly KeyTiming[], { pace, lateMs }: Strain, random: Random): KeyTiming[] {
  const slowed = timings.map((timing) => ({ ...timing, flightMs: pace * timing.flightMs }));
  return lateMs === 0 ? slowed : seenLate(slowed, lateMs, random);
}

function seenLate(timings: readonly KeyTiming[], lateMs: number, { uniform }: Random): KeyTiming[] {
  const pressMs: number[] = [];
  const releaseMs: number[] = [];
  let tMs = 0;
  const events = timings.flatMap(({ holdMs, flightMs }, index) => {
    const pair = [
      { tMs, index, seen: pressMs },
      { tMs: tMs + holdMs, index, seen: releaseMs },
    ];
    tMs += flightMs;
    return pair;
  });
  let seenMs = 0;
  for (const { tMs, index, seen } of events.toSorted((a, b) => a.tMs - b.tMs)) {
    seenMs = Math.max(seenMs, tMs - lateMs * Math.log(1 - uniform()));
    seen[index] = seenMs;
  }
  return timings.map(({ key }, index) => {
    const [pressed = 0, released = 0] = [pressMs[index], releaseMs[index]];
    return { key, holdMs: released - pressed, flightMs: (pressMs[index + 1] ?? pressed) - pressed };
  });
}
