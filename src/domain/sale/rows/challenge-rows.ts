import type { ChallengeKind } from "../../challenge/challenge-kind.ts";
import type { VisitTokenClaims } from "../../tokens/visit-token.ts";
import type { Rows } from "../memory/rows.ts";

/** Challenges by their ids. */
export interface ChallengeRows {
  findChallenge(challengeId: string): Challenge | undefined;
  writeChallenge(challenge: Challenge): void;
}

export type Challenge = {
  readonly challengeId: string;
  readonly account: string;
  readonly device?: string | undefined;
  readonly expiresAtMs: number;
  /** The visit that was asked, so that settling it can hand out a retry. */
  readonly visit?: VisitTokenClaims | undefined;
  /** What settles it. */
  readonly kinds: readonly ChallengeKind[];
  /** What did, once something has. */
  readonly settledBy?: ChallengeKind | undefined;
  readonly state: "open" | "settled" | "spent";
};

export function challengeRows(challenges: Rows<Challenge>): ChallengeRows {
  return {
    findChallenge: (challengeId) => challenges.get(challengeId),
    writeChallenge: (challenge) => challenges.put(challenge.challengeId, challenge),
  };
}
