import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { exceedsPublicLimit } from "../../../http/public-limit.ts";
import { jsonResponse, problemResponse } from "../../../http/respond.ts";
import type { Route } from "../../../http/route.ts";
import { authorizedSellers, LIST_MAX_AGE_SECONDS } from "../../app/authorized-sellers.ts";
import { sellersAnswer } from "../../wire/reseller.ts";

export const getAuthorizedSellersRoute: Route = {
  method: "get",
  path: "/.well-known/authorized-sellers.json",
  operationId: "getAuthorizedSellers",
  summary: "Who is authorized to sell, signed",
  description:
    "A JWS in flattened JSON serialisation (RFC 7515, section 7.2.2) with `typ` authorized-sellers+jwt, under a key of /.well-known/jwks.json. `npm run resellers -- verify-sellers` verifies and prints it.",
  tag: "Public",
  caller: "anybody",
  answer: sellersAnswer,
  problems: ["rate-limited"],
  handle: getAuthorizedSellers,
};

async function getAuthorizedSellers(c: HttpContext): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return problemResponse(c, limited);
  const signed = await authorizedSellers(depsOf(c));
  return jsonResponse(signed, {
    "Cache-Control": `public, max-age=${LIST_MAX_AGE_SECONDS}`,
    "Access-Control-Allow-Origin": "*",
  });
}
