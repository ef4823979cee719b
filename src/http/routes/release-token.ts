import { parseRecordId } from "../../domain/ids.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { verifyAllowToken } from "../../platform/tokens/tokens.ts";
import { problemOf } from "../../wire/problem.ts";
import { releaseAnswer, releaseBody } from "../../wire/token.ts";
import { problemResponse, replyResponse } from "../respond.ts";
import type { Route, ShopCall } from "../route.ts";
import { readShopCommand, runKept } from "../shop-command.ts";

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
  handle: releaseToken,
};

async function releaseToken(call: ShopCall): Promise<Response> {
  const { c } = call;
  const command = await readShopCommand(call, releaseBody);
  if (!command.ok) return problemResponse(c, command.error);
  const { shop, body } = command.value;
  const { token, reason } = body.value;
  const claims =
    token === undefined ? undefined : await verifyAllowToken(await tokenKeysOf(c.get("config")), token, shop.id);
  if (token !== undefined && claims === undefined) return problemResponse(c, problemOf({ kind: "token-rejected" }));
  const holdId = claims?.hold ?? body.value.holdId ?? "";
  const saleId = parseRecordId("hold", holdId)?.saleId;
  if (saleId === undefined) return problemResponse(c, problemOf({ kind: "hold-unknown" }));

  const released = await runKept(c, saleId, command.value, (sale, kept) =>
    sale.release(kept, { shop: shop.id, holdId, reason }),
  );
  return released.ok ? await replyResponse(c, released.value) : problemResponse(c, released.error);
}
