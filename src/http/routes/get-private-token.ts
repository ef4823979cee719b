import { redeemPrivateToken } from "../../app/visit/redeem-private-token.ts";
import { privateTokenChallenges } from "../../platform/callers/private-token.ts";
import { privateTokenAnswer } from "../../wire/checkout.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { exceedsPublicLimit } from "../public-limit.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";

export const getPrivateTokenRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/private-token",
  operationId: "getPrivateToken",
  summary: "Show a Private Access Token, where the browser has one",
  description:
    "Called by the buyer's browser before its visit. Without a token the answer is 401 with `WWW-Authenticate: PrivateToken` (RFC 9577), which a browser that can get one answers by itself with `Authorization: PrivateToken token=...`. The answer to that is brought to the visit, whose checkout then has the signal `client.private_token`. Nothing asks for it: a browser without tokens goes on without. A sale counts each token once.",
  tag: "Public",
  caller: "anybody",
  answer: privateTokenAnswer,
  problems: ["not-found", "sale-unknown", "unauthorized", "rate-limited", "overloaded"],
  handle: getPrivateToken,
};

async function getPrivateToken(c: HttpContext): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return problemResponse(c, limited);
  const saleId = c.req.param("saleId") ?? "";
  const redeemed = await redeemPrivateToken(depsOf(c), { saleId, authorization: c.req.header("Authorization") });
  if (redeemed.ok) return jsonResponse(redeemed.value);
  const refused = problemResponse(c, redeemed.error);
  if (redeemed.error.slug === "unauthorized") {
    refused.headers.set("WWW-Authenticate", privateTokenChallenges(c.get("config"), saleId));
  }
  return refused;
}
