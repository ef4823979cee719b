import type * as z from "zod";
import type { Allocation, AttemptRecord } from "../domain/decision/attempt-record.ts";
import type { Attempted } from "../domain/sale/commands/attempt.ts";
import type { ReplyBody, UnsignedToken } from "../domain/sale/reply.ts";
import { allowTokenPayload } from "../domain/tokens/allow-token.ts";
import type { browserCheckoutAnswer, checkoutAnswer } from "./checkout.ts";

/** For whom a checkout is answered, and with which keys the Worker will sign. */
export type CheckoutReplyOptions = {
  readonly issuer: string;
  readonly kids: { readonly allow: string; readonly visit: string };
  /** Called from a browser: it hears allocation, allow token, challenge and the buyer's part alone. */
  readonly forBrowser: boolean;
};

type Signed = "allowToken" | "retryVisitToken";
type ShopAnswer = Omit<z.output<typeof checkoutAnswer>, Signed>;
type BrowserAnswer = Omit<z.output<typeof browserCheckoutAnswer>, Signed | "verdict">;

/** The exact bytes of the answer to a checkout, with a hole where the Worker signs a token. */
export function checkoutBody(attempted: Attempted, options: CheckoutReplyOptions): ReplyBody {
  const { record } = attempted;
  const forBuyer: BrowserAnswer = {
    allocation: allocationOf(record.allocation),
    ...challengeOf(attempted),
    buyer: record.buyer,
  };
  const text = JSON.stringify(options.forBrowser ? forBuyer : forShop(record, forBuyer));
  const token = tokenOf(attempted, options);
  if (token === undefined || (options.forBrowser && token.name !== "allowToken")) return [text];
  return [`${text.slice(0, -1)},"${token.name}":"`, token.unsigned, '"}'];
}

function forShop({ decisionId, decision, input, policyHash }: AttemptRecord, forBuyer: BrowserAnswer): ShopAnswer {
  const { score } = input;
  return {
    decisionId,
    verdict: decision.verdict,
    reasons: [...decision.reasons],
    ...(score === undefined
      ? {}
      : {
          score: {
            value: score.value,
            modelVersion: score.modelVersion,
            contributions: [...score.contributions],
          },
        }),
    policyHash,
    ...forBuyer,
  };
}

function allocationOf(allocation: Allocation): BrowserAnswer["allocation"] {
  if (allocation.status !== "held") return allocation;
  const { expiresAtMs, ...held } = allocation;
  return { ...held, expiresAt: new Date(expiresAtMs).toISOString() };
}

function challengeOf({ challenge }: Attempted): Pick<BrowserAnswer, "challenge"> {
  if (challenge === undefined) return {};
  const { challengeId, kinds, expiresAtMs } = challenge;
  return { challenge: { id: challengeId, kinds: [...kinds], expiresAt: new Date(expiresAtMs).toISOString() } };
}

function tokenOf(
  { hold, grants, record, sale, retryVisitPayload }: Attempted,
  { issuer, kids }: CheckoutReplyOptions,
): { name: Signed; unsigned: UnsignedToken } | undefined {
  if (hold !== undefined) {
    const { shop, saleId, policyHash } = record;
    const payload = allowTokenPayload({ issuer, shop, saleId, sku: sale.definition.sku, hold, policyHash, grants });
    return { name: "allowToken", unsigned: { typ: "allow+jwt", kid: kids.allow, payload } };
  }
  if (retryVisitPayload === undefined) return undefined;
  return { name: "retryVisitToken", unsigned: { typ: "visit+jwt", kid: kids.visit, payload: retryVisitPayload } };
}
