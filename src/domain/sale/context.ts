import type { SaleStore } from "./store.ts";

/** What a command of a sale works with: its rows, the object's clock read once, and a source of randomness. */
export type SaleContext = {
  readonly store: SaleStore;
  readonly nowMs: number;
  /** Uniform numbers in [0, 1), from a cryptographic source in production and from a seed in simulation. */
  readonly random: () => number;
};
