import type { ChallengeKind } from "../../challenge/challenge-kind.ts";
import { newTokenId } from "../../ids.ts";
import { EXEMPTION_TTL_MS } from "../../limits.ts";
import { err, ok, type Result } from "../../result.ts";
import type { ChallengeTokenClaims } from "../../tokens/challenge-token.ts";
import { CHALLENGE_AUDIENCE } from "../../tokens/kinds.ts";
import { retryVisitPayload, type VisitTokenClaims } from "../../tokens/visit-token.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRefusal } from "../refusal.ts";
import type { Challenge } from "../rows/challenge-rows.ts";

/** A proof that the Worker has verified; of `shop_otp` the shop's key is the proof. */
export type SettleChallengeCommand = {
  readonly shop: string;
  readonly challengeId: string;
  readonly kind: ChallengeKind;
  /** The visit of the browser that settles it, verified. */
  readonly visit?: VisitTokenClaims | undefined;
};

/** Payloads of the tokens that the buyer's next checkout brings. */
export type SettledChallenge = {
  readonly challenge: ChallengeTokenClaims;
  readonly retryVisitPayload?: string | undefined;
};

/**
 * Settles an open challenge. The shop may say so again and gets the same kind of answer: the token counts once, however often
 * it is made. What a browser brings settles a challenge once, in the visit in which it was asked.
 */
export function settleChallenge(
  { store, nowMs, random }: SaleContext,
  { shop, challengeId, kind, visit }: SettleChallengeCommand,
): Result<SettledChallenge, SaleRefusal> {
  const sale = store.findSale();
  if (sale === undefined || sale.shop !== shop) return err({ kind: "sale-unknown" });
  const challenge = store.findChallenge(challengeId);
  if (challenge === undefined || challenge.state === "spent" || nowMs >= challenge.expiresAtMs) {
    return err({ kind: "challenge-unknown" });
  }
  if (!challenge.kinds.includes(kind)) return err({ kind: "kind-not-offered", kinds: challenge.kinds });
  if (kind !== "shop_otp") {
    if (challenge.state === "settled") return err({ kind: "challenge-settled" });
    if (!isSameVisit(challenge, visit)) return err({ kind: "visit-changed" });
  }
  const expiresAtMs = challenge.state === "settled" ? challenge.expiresAtMs : nowMs + EXEMPTION_TTL_MS;
  store.writeChallenge({ ...challenge, state: "settled", settledBy: kind, expiresAtMs });
  const { visit: asked } = challenge;
  return ok({
    challenge: { aud: CHALLENGE_AUDIENCE, sale: sale.saleId, jti: challengeId, exp: Math.floor(expiresAtMs / 1000) },
    retryVisitPayload:
      asked === undefined ? undefined : retryVisitPayload(asked, { ...challenge, jti: newTokenId(nowMs, random) }),
  });
}

/** Whether a visit is the one in which the challenge was asked, or a retry of it. One that was asked without any fits all. */
export function isSameVisit({ visit: asked }: Challenge, visit: VisitTokenClaims | undefined): boolean {
  return asked === undefined || asked.nonce === visit?.nonce;
}
