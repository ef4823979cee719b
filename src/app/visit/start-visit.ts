import type * as z from "zod";
import { newTokenId } from "../../domain/ids.ts";
import { assert, ok, type Result } from "../../domain/result.ts";
import type { EdgeFacts } from "../../domain/signals/edge/edge-facts.ts";
import { VISIT_AUDIENCE } from "../../domain/tokens/kinds.ts";
import type { VisitTokenClaims } from "../../domain/tokens/visit-token.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { signToken, verifyPrivateTokenReceipt } from "../../platform/tokens/tokens.ts";
import type { visitAnswer, visitBody } from "../../wire/checkout.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { findPublicSale } from "../public-sale.ts";
import { countBegunVisit } from "./begun-visits.ts";
import { partnerOfLink } from "./partner-of-link.ts";
import { visitBindings } from "./visit-bindings.ts";

/** A browser that shows a sale: what it says of itself, and the address that the edge saw. */
export type VisitStart = z.infer<typeof visitBody> & {
  readonly saleId: string;
  readonly address: string;
  readonly edge: EdgeFacts;
  /** Sees to work that goes on after the answer. */
  readonly afterwards: (work: Promise<void>) => void;
};

/** Begins a visit now, by a signed token that is bound to the sale, the device and the network. */
export async function startVisit(
  deps: Deps,
  { saleId, address, edge, deviceId, deviceKeyThumbprint, partner, privateToken, afterwards }: VisitStart,
): Promise<Result<z.infer<typeof visitAnswer>, Problem>> {
  const { config, nowMs } = deps;
  const view = await findPublicSale(deps, saleId, nowMs);
  if (!view.ok) return view;
  const expiresAtMs = (Math.floor(nowMs / 1000) + config.visitTtlSeconds) * 1000;
  const bindings = visitBindings(config, { deviceId, address });
  afterwards(countBegunVisit(deps.objects, view.value.sale.saleId, bindings));
  const visitId = newTokenId(nowMs, deps.random);
  const ledBy = partner === undefined ? undefined : await partnerOfLink(deps.db, partner, nowMs);
  const keys = await tokenKeysOf(config);
  const shown = privateToken === undefined ? undefined : await verifyPrivateTokenReceipt(keys, privateToken);
  const isShown = shown?.sale === view.value.sale.saleId && nowMs < shown.exp * 1000;
  const claims: VisitTokenClaims = {
    aud: VISIT_AUDIENCE,
    sale: view.value.sale.saleId,
    jti: visitId,
    nonce: visitId,
    start: nowMs,
    exp: expiresAtMs / 1000,
    retries: 0,
    edge,
    ...(isShown ? { privateToken: shown.jti } : {}),
    ...(ledBy === undefined ? {} : { partner: ledBy.id }),
    ...(deviceKeyThumbprint === undefined ? {} : { deviceKey: deviceKeyThumbprint }),
    ...bindings,
  };
  const visitToken = await signToken(keys, { typ: "visit+jwt", kid: keys.secretKid, payload: JSON.stringify(claims) });
  assert(visitToken !== undefined, "the signing secret is one of the configured ones");
  return ok({ visitToken, nonce: claims.nonce, serverTimeMs: nowMs, expiresAt: new Date(expiresAtMs).toISOString() });
}
