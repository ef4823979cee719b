import { findPublicDraw } from "../../app/draw/find-draw.ts";
import { findPublicSale } from "../../app/public-sale.ts";
import { publicSaleAnswer } from "../../wire/sale.ts";
import { publicSale } from "../../wire/sale-view.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { exceedsPublicLimit } from "../public-limit.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";

export const getSaleRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}",
  operationId: "getSale",
  summary: "What anybody may know of a sale",
  description: "At most a second old. `serverTimeMs` is the moment of the answer, for countdowns.",
  tag: "Public",
  caller: "anybody",
  answer: publicSaleAnswer,
  problems: ["sale-unknown", "rate-limited", "overloaded"],
  handle: getSale,
};

async function getSale(c: HttpContext): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return problemResponse(c, limited);
  const nowMs = Date.now();
  const view = await findPublicSale(depsOf(c), c.req.param("saleId") ?? "", nowMs);
  if (!view.ok) return problemResponse(c, view.error);
  return jsonResponse(publicSale(view.value, nowMs, await findPublicDraw(depsOf(c), view.value)));
}
