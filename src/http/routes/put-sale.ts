import { putSale } from "../../app/sale/put-sale.ts";
import { shopSaleAnswer } from "../../wire/sale.ts";
import { putSaleBody, saleDefinition } from "../../wire/sale-terms.ts";
import { depsOf } from "../deps.ts";
import { keptResponse, problemResponse } from "../respond.ts";
import type { Route, ShopCall } from "../route.ts";
import { readShopCommand } from "../shop-command.ts";

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
  problems: ["mode-not-supported", "sale-id-taken", "sale-field-fixed", "campaign-sales-clash"],
  handle: handlePut,
};

async function handlePut(call: ShopCall): Promise<Response> {
  const { c, shop } = call;
  const command = await readShopCommand(call, putSaleBody);
  if (!command.ok) return problemResponse(c, command.error);
  const terms = {
    saleId: c.req.param("saleId") ?? "",
    shop: shop.id,
    definition: saleDefinition(command.value.body),
  };
  return await keptResponse(c, await putSale(depsOf(c), terms, command.value.call));
}
