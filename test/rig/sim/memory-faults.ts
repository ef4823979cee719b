import { createRandomApart } from "../shared/random.ts";

/** What becomes of the memory of a sale between two calls of a batch: it may be folded or dropped at any moment, and learns its names a page at a time. */
export type MemoryFault = "stays" | "is folded" | "is folded in part" | "is dropped" | "learns some";

/** Of one sale: the faults one after the other, and how much its redo log takes before it is folded. */
export type MemoryFaults = { readonly next: () => MemoryFault; readonly logCharsMax: number };

/** Faults of one seed, with dice of their own: the seed plays the same history whatever becomes of the memory. */
export function memoryFaults(seed: number): MemoryFaults {
  const dice = createRandomApart(-1 - seed);
  const often = dice.pick([0, 0.05, 0.5]);
  const faults = ["is folded", "is folded in part", "is dropped", "learns some"] as const;
  return {
    next: () => (dice.chance(often) ? dice.pick(faults) : "stays"),
    // Folded with every batch, with every few, or only by a fault and at the restart.
    logCharsMax: dice.pick([1, 3000, 30_000, 10_000_000]),
  };
}
