import type { EntryStatus } from "../draw/seal.ts";
import type { ExclusionClass } from "../draw/statements.ts";
import type { DrawnPlace } from "../sale/calling/calling.ts";

/** What became of a registration, as the draw of its sale writes it to the register. */
export type RegistrationOutcome = {
  /** Its line in the published list, from 0. */
  readonly index: number;
  readonly weight: number;
  readonly status: EntryStatus;
  /** Why it is excluded. */
  readonly exclusion?: ExclusionClass | undefined;
  /** Where it came in the order; of eligible ones alone. */
  readonly place?: DrawnPlace | undefined;
};
