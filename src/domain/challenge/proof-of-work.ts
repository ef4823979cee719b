/**
 * How hard the proof of work is. A solver derives keys with PBKDF2, counting up, until one begins as the puzzle says; the service knows
 * how many that takes and draws it evenly from 1 to `triesMax`. A puzzle that took 400 at least would let whoever reads this begin at
 * the 400th. So nobody waits for more than twice the mean, and nobody pays less than it on average, wherever they begin.
 * The work proves that it was paid for, never that a person did it: it makes a thousand accounts cost a thousand times as
 * much as one, and asks nothing of a buyer's eyes or hands.
 *
 * The mean, 3 million iterations, took Chromium 156 0.4 s of processor time on a server whose processor has instructions for SHA-256,
 * in November 2026. Nobody has measured a phone.
 */
export const PROOF_OF_WORK = {
  algorithm: "PBKDF2/SHA-256",
  iterations: 5_000,
  triesMax: 1_200,
} as const;

/** How many times that a puzzle takes. Powers of two, so that the id of a challenge says it in one letter. */
export const WORKS = [1, 2, 4, 8, 16, 32, 64] as const;
export type Work = (typeof WORKS)[number];

/** The key of a puzzle at which its solver comes to the end, counted from 1. @param random in [0, 1) */
export function drawTries(work: Work, random: () => number): number {
  return 1 + Math.floor(random() * PROOF_OF_WORK.triesMax * work);
}
