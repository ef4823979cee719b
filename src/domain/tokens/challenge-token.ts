import * as z from "zod";
import { CHALLENGE_AUDIENCE } from "./kinds.ts";

/** Claims of a challenge token: this challenge was settled; it counts for one held unit of its account in its sale. */
export const challengeTokenClaims = z.strictObject({
  aud: z.literal(CHALLENGE_AUDIENCE),
  sale: z.string(),
  /** The challenge's id. */
  jti: z.string(),
  exp: z.int().nonnegative(),
});
export type ChallengeTokenClaims = z.infer<typeof challengeTokenClaims>;
