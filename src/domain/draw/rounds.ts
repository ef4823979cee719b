/** The calendar of a beacon: its first round is out at `genesis`, and each further one a `period` later. Both in seconds. */
export type RoundClock = { readonly genesis: number; readonly period: number };

/** The first round that is out at a moment or after it. */
export function firstRoundAtOrAfter({ genesis, period }: RoundClock, atMs: number): number {
  return Math.max(1, Math.ceil((atMs - genesis * 1000) / (period * 1000)) + 1);
}

/** When a round is out, in milliseconds since the epoch. */
export function timeOfRoundMs({ genesis, period }: RoundClock, round: number): number {
  return (genesis + (round - 1) * period) * 1000;
}
