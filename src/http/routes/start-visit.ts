import { findPublicSale } from "../../app/public-sale.ts";
import { newTokenId } from "../../domain/ids.ts";
import { assert } from "../../domain/result.ts";
import { VISIT_AUDIENCE } from "../../domain/tokens/kinds.ts";
import type { VisitTokenClaims } from "../../domain/tokens/visit-token.ts";
import { random } from "../../platform/random.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { signToken } from "../../platform/tokens/tokens.ts";
import { visitAnswer, visitBody } from "../../wire/checkout.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { clientAddress, exceedsPublicLimit } from "../public-limit.ts";
import { readBody } from "../read-body.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";
import { visitBindings } from "../visit-bindings.ts";

export const startVisitRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/visits",
  operationId: "startVisit",
  summary: "Begin a visit: from here on the server measures time",
  description: "Called by the buyer's browser when it shows the sale. The token counts for one checkout.",
  tag: "Public",
  caller: "anybody",
  body: visitBody,
  answer: visitAnswer,
  problems: ["sale-unknown", "rate-limited", "overloaded"],
  handle: startVisit,
};

async function startVisit(c: HttpContext): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return problemResponse(c, limited);
  const body = await readBody(c, visitBody);
  if (!body.ok) return problemResponse(c, body.error);
  const nowMs = Date.now();
  const view = await findPublicSale(depsOf(c), c.req.param("saleId") ?? "", nowMs);
  if (!view.ok) return problemResponse(c, view.error);

  const config = c.get("config");
  const expiresAtMs = (Math.floor(nowMs / 1000) + config.visitTtlSeconds) * 1000;
  const { deviceKeyThumbprint, deviceId } = body.value.value;
  const visitId = newTokenId(nowMs, random);
  const claims: VisitTokenClaims = {
    aud: VISIT_AUDIENCE,
    sale: view.value.sale.saleId,
    jti: visitId,
    nonce: visitId,
    start: nowMs,
    exp: expiresAtMs / 1000,
    retries: 0,
    ...(deviceKeyThumbprint === undefined ? {} : { deviceKey: deviceKeyThumbprint }),
    ...visitBindings(config, { deviceId, address: clientAddress(c) }),
  };
  const keys = await tokenKeysOf(config);
  const visitToken = await signToken(keys, { typ: "visit+jwt", kid: keys.secretKid, payload: JSON.stringify(claims) });
  assert(visitToken !== undefined, "the signing secret is one of the configured ones");
  return jsonResponse({
    visitToken,
    nonce: claims.nonce,
    serverTimeMs: nowMs,
    expiresAt: new Date(expiresAtMs).toISOString(),
  });
}
