import { redeemToken } from "../../app/token/redeem-token.ts";
import { redeemAnswer, redeemBody } from "../../wire/token.ts";
import { depsOf } from "../deps.ts";
import { keptResponse, problemResponse } from "../respond.ts";
import type { Route, ShopCall } from "../route.ts";
import { readShopCommand } from "../shop-command.ts";

export const redeemTokenRoute: Route = {
  method: "post",
  path: "/v1/tokens/redeem",
  operationId: "redeemToken",
  summary: "Turn a held unit into a sold one, once",
  description: "Call it when the buyer has paid. A refusal consumes nothing.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: redeemBody,
  answer: redeemAnswer,
  problems: [
    "token-rejected",
    "token-spent",
    "hold-released",
    "hold-expired",
    "address-changed",
    "proof-rejected",
    "balance-due",
    "fulfilment-differs",
    "order-dispatched",
    "order-collected",
    "order-lapsed",
    "order-cancelled",
  ],
  handle: handleRedeem,
};

async function handleRedeem(call: ShopCall): Promise<Response> {
  const command = await readShopCommand(call, redeemBody);
  if (!command.ok) return problemResponse(call.c, command.error);
  const { c, shop } = call;
  return await keptResponse(c, await redeemToken(depsOf(c), shop.id, command.value.body, command.value.call));
}
