import { planDraw } from "../../app/draw/find-draw.ts";
import { forgetPublicSale } from "../../app/public-sale.ts";
import { verifiableKinds } from "../../app/verifiable-kinds.ts";
import { kindsLeft } from "../../domain/challenge/challenge-kind.ts";
import { isSaleId } from "../../domain/ids.ts";
import { log } from "../../platform/log.ts";
import { listSale } from "../../platform/sales/sale-list.ts";
import { invalid } from "../../wire/problem.ts";
import { shopSaleAnswer } from "../../wire/sale.ts";
import { putSaleBody, saleDefinition } from "../../wire/sale-terms.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { problemResponse, replyResponse } from "../respond.ts";
import type { Route, ShopCall } from "../route.ts";
import { readShopCommand, runKept } from "../shop-command.ts";

export const putSaleRoute: Route = {
  method: "put",
  path: "/v1/sales/{saleId}",
  operationId: "putSale",
  summary: "Create a sale, or change what may still change",
  description:
    "Units, sku, price and mode are fixed at creation. Once the sale is open its opening is fixed too, limits may only become tighter, and other terms that become looser are shown with the moment as `loosened`. Once it has closed nothing changes.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: putSaleBody,
  answer: shopSaleAnswer,
  problems: ["mode-not-supported", "sale-id-taken", "sale-field-fixed"],
  handle: putSale,
};

const NOT_VERIFIABLE =
  "names turnstile alone, for which this deployment has no site key and secret: name another kind as well";

/** A draw that cannot be reached now is taken up when somebody asks for it, and by whoever registers first. */
async function takeUpDraw(c: HttpContext, saleId: string): Promise<void> {
  const planned = await planDraw(depsOf(c), saleId);
  if (!planned.ok) log("object-call-failed", { requestId: c.get("requestId"), detail: planned.error.detail });
}

async function putSale(call: ShopCall): Promise<Response> {
  const { c } = call;
  const saleId = c.req.param("saleId") ?? "";
  const command = await readShopCommand(call, putSaleBody);
  if (!command.ok) return problemResponse(c, command.error);
  if (!isSaleId(saleId)) {
    const detail = "A sale id is 1 to 63 characters of a-z, 0-9 and hyphen, and does not begin with a hyphen.";
    return problemResponse(c, { ...invalid([]), detail });
  }
  const definition = saleDefinition(command.value.body.value);
  const verifiable = verifiableKinds(c.get("config"));
  if (definition.challengeKinds !== undefined && kindsLeft(definition.challengeKinds, verifiable).length === 0) {
    return problemResponse(c, invalid([{ pointer: "/challengeKinds", detail: NOT_VERIFIABLE }]));
  }
  const shop = command.value.shop.id;
  const put = await runKept(c, saleId, command.value, (sale, kept, pepper) =>
    sale.put(kept, { shop, saleId, definition, pepperEpoch: pepper.epoch }),
  );
  if (!put.ok) return problemResponse(c, put.error);
  if (put.value.reply.status === 200) {
    forgetPublicSale(saleId);
    if (definition.draw !== undefined) await takeUpDraw(c, saleId);
    await listSale(c.env.DB, { saleId, shop, definition, nowMs: Date.now() });
  }
  return await replyResponse(c, put.value);
}
