import * as z from "zod";
import { manageSale } from "../../app/sale/manage-sale.ts";
import type { ManageSaleCommand } from "../../domain/sale/commands/manage-sale.ts";
import { moveStockBody, pauseBody, shopSaleAnswer, stockAnswer } from "../../wire/sale.ts";
import { depsOf } from "../deps.ts";
import { keptResponse, problemResponse } from "../respond.ts";
import type { Route, ShopCall } from "../route.ts";
import { readShopCommand } from "../shop-command.ts";

const noFields = z.strictObject({}).meta({ id: "NoFields" });

export const moveStockRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/stock",
  operationId: "moveStock",
  summary: "Add units, or withdraw free ones",
  description: "A withdrawal never takes held or sold units: what it could not take is the shortfall.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: moveStockBody,
  answer: stockAnswer,
  problems: ["sale-unknown", "sale-field-fixed"],
  handle: (call) => manage(call, moveStockBody, (change) => change),
};

export const pauseSaleRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/pause",
  operationId: "pauseSale",
  summary: "Pause a sale: checkouts are refused, holds can still be paid",
  description:
    "Checkouts hear `sale-not-open` with the phase `paused`. Time goes on: the sale closes when its terms say. Buyers are told the reason, where there is one; a second pause says it anew.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: pauseBody,
  answer: shopSaleAnswer,
  problems: ["sale-unknown"],
  handle: (call) => manage(call, pauseBody, ({ reason }) => ({ paused: true, reason })),
};

export const resumeSaleRoute: Route = {
  ...pauseSaleRoute,
  path: "/v1/sales/{saleId}/resume",
  operationId: "resumeSale",
  summary: "Resume a paused sale",
  description: "Checkouts are decided again, within the time that its terms leave.",
  caller: "shop",
  body: noFields,
  handle: (call) => manage(call, noFields, () => ({ paused: false })),
};

async function manage<Schema extends z.ZodType>(
  call: ShopCall,
  schema: Schema,
  changeOf: (body: z.infer<Schema>) => ManageSaleCommand["change"],
): Promise<Response> {
  const { c, shop } = call;
  const command = await readShopCommand(call, schema);
  if (!command.ok) return problemResponse(c, command.error);
  const asked = { saleId: c.req.param("saleId") ?? "", shop: shop.id, change: changeOf(command.value.body) };
  return await keptResponse(c, await manageSale(depsOf(c), asked, command.value.call));
}
