import { releaseToken } from "../../app/token/release-token.ts";
import { releaseAnswer, releaseBody } from "../../wire/token.ts";
import { depsOf } from "../deps.ts";
import { keptResponse, problemResponse } from "../respond.ts";
import type { Route, ShopCall } from "../route.ts";
import { readShopCommand } from "../shop-command.ts";

export const releaseTokenRoute: Route = {
  method: "post",
  path: "/v1/tokens/release",
  operationId: "releaseToken",
  summary: "End a hold that will not be paid",
  description: "The hold ends at once; its units are free again within seconds, at a moment that cannot be timed.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: releaseBody,
  answer: releaseAnswer,
  problems: ["token-rejected", "hold-unknown", "hold-sold", "hold-released", "hold-expired"],
  handle: handleRelease,
};

async function handleRelease(call: ShopCall): Promise<Response> {
  const command = await readShopCommand(call, releaseBody);
  if (!command.ok) return problemResponse(call.c, command.error);
  const { c, shop } = call;
  return await keptResponse(c, await releaseToken(depsOf(c), shop.id, command.value.body, command.value.call));
}
