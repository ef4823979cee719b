import { createRandomApart } from "../shared/random.ts";

/**
 * What becomes of the memory of a sale before a call, in the middle of its batch: it may be written and dropped at any moment, and
 * from then on learns a page at a time what is stored.
 */
export type MemoryFault = () => "stays" | "is written" | "is dropped" | "learns some";

/** Faults of one seed, with dice of their own: the seed plays the same history whatever becomes of the memory. */
export function memoryFaults(seed: number): MemoryFault {
  const dice = createRandomApart(-1 - seed);
  const often = dice.pick([0, 0.05, 0.5]);
  return () => (dice.chance(often) ? dice.pick(["is written", "is dropped", "learns some"] as const) : "stays");
}
