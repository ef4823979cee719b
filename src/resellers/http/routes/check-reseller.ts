import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { exceedsPublicLimit } from "../../../http/public-limit.ts";
import { jsonResponse, problemResponse } from "../../../http/respond.ts";
import type { Route } from "../../../http/route.ts";
import { invalid } from "../../../wire/problem.ts";
import { sellerStatus } from "../../app/seller-status.ts";
import { checkSellerAnswer } from "../../wire/reseller.ts";

export const checkResellerRoute: Route = {
  method: "get",
  path: "/v1/resellers/check",
  operationId: "checkReseller",
  summary: "Is this shop official?",
  description:
    "Authorized, a confirmed impostor, or unknown, which says nothing either way. `confirmed_impostor` was decided by two people and names where to object. The address is compared and never fetched.",
  tag: "Public",
  caller: "anybody",
  query: [{ name: "url", description: "Address of the shop or of its page on a marketplace.", required: true }],
  answer: checkSellerAnswer,
  problems: ["request-invalid", "rate-limited"],
  handle: checkReseller,
};

async function checkReseller(c: HttpContext): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return problemResponse(c, limited);
  const url = c.req.query("url") ?? "";
  const status = await sellerStatus(depsOf(c), url);
  if (!status.ok) {
    return problemResponse(c, invalid([{ pointer: "/url", detail: "must be an address such as shop.example/page" }]));
  }
  const objectAt =
    status.value.status === "confirmed_impostor"
      ? `${c.get("config").issuer}/official?${new URLSearchParams({ url })}`
      : undefined;
  return jsonResponse({ url, ...status.value, objectAt });
}
