/**
 * Kinds of proof that can settle a challenge.
 * - `shop_otp`: the shop says, with its key, that the buyer entered the one-time code it had sent;
 * - `turnstile`: Cloudflare Turnstile vouches for the browser;
 * - `proof_of_work`: the browser did work that costs the same for each account.
 */
export const CHALLENGE_KINDS = ["shop_otp", "turnstile", "proof_of_work"] as const;
export type ChallengeKind = (typeof CHALLENGE_KINDS)[number];

/** Kinds that say something of the buyer. Work only says that it was paid for, which programs do as gladly as people. */
export const PERSONAL_KINDS: readonly ChallengeKind[] = ["shop_otp", "turnstile"];

/** Kinds that say who the buyer is: the shop asked and was answered. A browser that looks honest is nobody in particular. */
export const WHO_KINDS: readonly ChallengeKind[] = ["shop_otp"];

/** The kinds by which a challenge can be settled: those that all of the narrowing lists leave, which may be none. */
export function kindsLeft(...lists: readonly (readonly ChallengeKind[])[]): readonly ChallengeKind[] {
  return CHALLENGE_KINDS.filter((kind) => lists.every((list) => list.includes(kind)));
}
