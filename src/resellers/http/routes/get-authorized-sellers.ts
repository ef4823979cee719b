import type { Config } from "../../../config.ts";
import type { HttpContext } from "../../../http/env.ts";
import { exceedsPublicLimit } from "../../../http/public-limit.ts";
import { jsonResponse, problemResponse } from "../../../http/respond.ts";
import type { Route } from "../../../http/route.ts";
import { type FlattenedToken, signFlattened } from "../../../platform/flattened-token.ts";
import { tokenKeysOf } from "../../../platform/token-keys.ts";
import { authorizedSellersPayload } from "../../domain/tokens/authorized-sellers.ts";
import { type ResellerDesk, resellerDesk } from "../../store/reseller-assessor.ts";
import { sellersAnswer } from "../../wire/reseller.ts";

/** Who is no longer authorized disappears from every copy within this and the time that it was signed before. */
const LIST_MAX_AGE_SECONDS = 300;

export const getAuthorizedSellersRoute: Route = {
  method: "get",
  path: "/.well-known/authorized-sellers.json",
  operationId: "getAuthorizedSellers",
  summary: "Who is authorized to sell, signed",
  description:
    "A JWS in flattened JSON serialisation (RFC 7515, section 7.2.2) with `typ` authorized-sellers+jwt, under a key of /.well-known/jwks.json. `npm run sellers:verify` verifies and prints it.",
  tag: "Public",
  caller: "anybody",
  answer: sellersAnswer,
  problems: ["rate-limited"],
  handle: getAuthorizedSellers,
};

async function getAuthorizedSellers(c: HttpContext): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return problemResponse(c, limited);
  const signed = await signedList(c.get("config"), await resellerDesk(c.env.DB), Date.now());
  return jsonResponse(signed, {
    "Cache-Control": `public, max-age=${LIST_MAX_AGE_SECONDS}`,
    "Access-Control-Allow-Origin": "*",
  });
}

/** The last list that was signed for a registry: signing thousands of partners for each reader would be work for nothing. */
const lists = new WeakMap<ResellerDesk, { readonly signed: FlattenedToken; readonly atMs: number }>();

async function signedList(config: Config, desk: ResellerDesk, nowMs: number): Promise<FlattenedToken> {
  const known = lists.get(desk);
  if (known !== undefined && nowMs - known.atMs < LIST_MAX_AGE_SECONDS * 1000) return known.signed;
  const { registry, assessor } = desk;
  const payload = authorizedSellersPayload(
    { issuer: config.issuer, ...registry, brands: assessor.brands.brands },
    nowMs,
  );
  const signed = await signFlattened(await tokenKeysOf(config), "authorized-sellers+jwt", payload);
  lists.set(desk, { signed, atMs: nowMs });
  return signed;
}
