import { newTokenId } from "../ids.ts";
import { EXEMPTION_TTL_MS } from "../limits.ts";
import { err, ok, type Result } from "../result.ts";
import type { ChallengeTokenClaims } from "../tokens/challenge-token.ts";
import { CHALLENGE_AUDIENCE } from "../tokens/kinds.ts";
import { retryVisitPayload } from "../tokens/visit-token.ts";
import type { SaleContext } from "./context.ts";
import type { SaleRefusal } from "./refusal.ts";

/** The shop says, with its key, that the buyer entered the one-time code it had sent. */
export type SettleChallengeCommand = { readonly shop: string; readonly challengeId: string };

/** Payloads of the tokens that the buyer's next checkout brings. */
export type SettledChallenge = {
  readonly challenge: ChallengeTokenClaims;
  readonly retryVisitPayload?: string | undefined;
};

/** Settles an open challenge. Settling it again gives the same kind of answer: the token counts once, however often it is made. */
export function settleChallenge(
  { store, nowMs, random }: SaleContext,
  { shop, challengeId }: SettleChallengeCommand,
): Result<SettledChallenge, SaleRefusal> {
  const sale = store.findSale();
  if (sale === undefined || sale.shop !== shop) return err({ kind: "sale-unknown" });
  const challenge = store.findChallenge(challengeId);
  if (challenge === undefined || challenge.state === "spent" || nowMs >= challenge.expiresAtMs) {
    return err({ kind: "challenge-unknown" });
  }
  const expiresAtMs = challenge.state === "settled" ? challenge.expiresAtMs : nowMs + EXEMPTION_TTL_MS;
  store.writeChallenge({ ...challenge, state: "settled", expiresAtMs });
  const { visit } = challenge;
  return ok({
    challenge: { aud: CHALLENGE_AUDIENCE, sale: sale.saleId, jti: challengeId, exp: Math.floor(expiresAtMs / 1000) },
    retryVisitPayload: visit === undefined ? undefined : retryVisitPayload(visit, newTokenId(nowMs, random)),
  });
}
