import type { FeatureRow } from "../features.ts";

/** What one recorded decision says of a model: what it was fed, and what it and its shadow said. */
export type ScoredDecision = {
  readonly features: FeatureRow;
  /** Absent where another model was live, or none. */
  readonly score?: number | undefined;
  readonly shadowScore?: number | undefined;
};
