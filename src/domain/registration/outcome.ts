import type { EntryStatus } from "../draw/seal.ts";
import type { ExclusionClass } from "../draw/statements.ts";
import type { DrawnPlace } from "../sale/calling/calling.ts";

/** What became of a registration, as the draw of its sale writes it to the register. */
export type RegistrationOutcome = {
  readonly weight: number;
  readonly status: EntryStatus;
  /** Why it is excluded. */
  readonly exclusion?: ExclusionClass | undefined;
  /** Where it came in the order; of eligible ones alone. */
  readonly place?: DrawnPlace | undefined;
  /** Before which place it would stand if it might be called; of the others alone, so that they wait as everybody does. */
  readonly before?: DrawnPlace | undefined;
  /** The registration for the next sale that was made from it. */
  readonly carriedTo?: string | undefined;
  /** Of a campaign, once its draw is over: whether it was called, and the tickets of its account in the next draw. */
  readonly ended?: { readonly called: boolean; readonly nextWeight: number } | undefined;
};
