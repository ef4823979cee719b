import type { ChallengeKind } from "../challenge/challenge-kind.ts";
import type { Work } from "../challenge/proof-of-work.ts";
import type { PressureLevel } from "./level.ts";
import type { NamedMeasures } from "./window.ts";

/** Who is asked at a level, and for what. */
export type PressureAsk = {
  /** Whoever has fewer points of standing is asked. */
  readonly standingBelow: number;
  readonly settledBy: readonly ChallengeKind[];
  /** How much work a proof of work is at this level. */
  readonly work: Work;
};

/** The ladder of a policy: which level measures make, and what follows from a level. */
export interface Ladder {
  /** A level is left, one step down, so long after its condition was last true. */
  readonly calmAfterMs: number;
  /** The highest level whose condition is true. */
  levelOf(measures: NamedMeasures): PressureLevel;
  /** Undefined where nobody is asked. */
  asks(level: PressureLevel): PressureAsk | undefined;
}
