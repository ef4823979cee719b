import type { Config } from "../../config.ts";
import { assert } from "../../domain/result.ts";
import { authorizedSellersPayload } from "../../domain/tokens/authorized-sellers.ts";
import { type ResellerDesk, resellerDesk } from "../../platform/reseller-assessor.ts";
import { tokenKeysOf } from "../../platform/token-keys.ts";
import { signToken } from "../../platform/tokens.ts";
import { sellersAnswer } from "../../wire/reseller.ts";
import type { HttpContext } from "../env.ts";
import { exceedsPublicLimit } from "../public-limit.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";

/** Who is no longer authorised disappears from every copy within this and the time that it was signed before. */
const LIST_MAX_AGE_SECONDS = 300;

export const getAuthorizedSellersRoute: Route = {
  method: "get",
  path: "/.well-known/authorized-sellers.json",
  operationId: "getAuthorizedSellers",
  summary: "Who is authorised to sell, signed",
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
  const [header, payload, signature] = signed.split(".");
  return jsonResponse(
    { payload, protected: header, signature },
    { "Cache-Control": `public, max-age=${LIST_MAX_AGE_SECONDS}`, "Access-Control-Allow-Origin": "*" },
  );
}

/** The last list that was signed for a registry: signing thousands of partners for each reader would be work for nothing. */
const lists = new WeakMap<ResellerDesk, { readonly signed: string; readonly atMs: number }>();

async function signedList(config: Config, desk: ResellerDesk, nowMs: number): Promise<string> {
  const known = lists.get(desk);
  if (known !== undefined && nowMs - known.atMs < LIST_MAX_AGE_SECONDS * 1000) return known.signed;
  const { registry, assessor } = desk;
  const payload = authorizedSellersPayload(
    { issuer: config.issuer, ...registry, brands: assessor.brands.brands },
    nowMs,
  );
  const keys = await tokenKeysOf(config);
  const signed = await signToken(keys, { typ: "authorized-sellers+jwt", kid: keys.activeKid, payload });
  assert(signed !== undefined, "the active key is one of the configured ones");
  lists.set(desk, { signed, atMs: nowMs });
  return signed;
}
