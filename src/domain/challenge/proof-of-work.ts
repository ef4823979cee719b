/**
 * How hard the proof of work is. A solver derives keys with PBKDF2 until one begins as the puzzle says; the service knows how
 * many that takes and draws it evenly between `triesMin` and `triesMax`, so that nobody waits much longer than the others.
 * The work proves that it was paid for, never that a person did it: it makes a thousand accounts cost a thousand times as
 * much as one, and asks nothing of a buyer's eyes or hands.
 *
 * The mean, 3 million iterations, took Chromium 156 0.4 s of processor time (50 puzzles: median 0.39 s, 95 % within 0.6 s) on a
 * server whose processor has instructions for SHA-256, in November 2026. Nobody has measured a phone.
 */
export const PROOF_OF_WORK = {
  algorithm: "PBKDF2/SHA-256",
  iterations: 5_000,
  triesMin: 400,
  triesMax: 800,
} as const;

/** How many times that a puzzle takes. Powers of two, so that the id of a challenge says it in one letter. */
export const WORKS = [1, 2, 4, 8, 16, 32, 64] as const;
export type Work = (typeof WORKS)[number];
