import type { Config } from "../../config.ts";
import { CHALLENGE_KINDS, type ChallengeKind } from "../../domain/challenge/challenge-kind.ts";

/** The kinds of proof that this deployment can verify: all, but for Turnstile where it is not set up. */
export function verifiableKinds({ turnstile }: Pick<Config, "turnstile">): readonly ChallengeKind[] {
  return CHALLENGE_KINDS.filter((kind) => kind !== "turnstile" || turnstile !== undefined);
}
