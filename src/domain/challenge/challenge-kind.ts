/**
 * Kinds of proof that can settle a challenge.
 * - `shop_otp`: the shop says, with its key, that the buyer entered the one-time code it had sent;
 * - `turnstile`: Cloudflare Turnstile vouches for the browser;
 * - `proof_of_work`: the browser did work that costs as much for each account.
 */
export const CHALLENGE_KINDS = ["shop_otp", "turnstile", "proof_of_work"] as const;
export type ChallengeKind = (typeof CHALLENGE_KINDS)[number];
