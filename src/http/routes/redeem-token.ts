import { type DoorKeys, doorKeys } from "../../domain/identity/address/same-door.ts";
import { pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { verifyHolderProof } from "../../platform/tokens/browser-proof.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { verifyAllowToken } from "../../platform/tokens/tokens.ts";
import { problemOf } from "../../wire/problem.ts";
import { redeemAnswer, redeemBody } from "../../wire/token.ts";
import { problemResponse, replyResponse } from "../respond.ts";
import type { Route, ShopCall } from "../route.ts";
import { readShopCommand, runKept } from "../shop-command.ts";

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
  problems: ["token-rejected", "token-spent", "hold-released", "hold-expired", "address-changed", "proof-rejected"],
  handle: redeemToken,
};

async function redeemToken(call: ShopCall): Promise<Response> {
  const { c } = call;
  const command = await readShopCommand(call, redeemBody);
  if (!command.ok) return problemResponse(c, command.error);
  const { shop, body } = command.value;
  const { token, orderId, shippingAddress, proof } = body.value;
  const claims = await verifyAllowToken(await tokenKeysOf(c.get("config")), token, shop.id);
  if (claims === undefined) return problemResponse(c, problemOf({ kind: "token-rejected" }));
  const proofKey = proof === undefined ? undefined : await verifyHolderProof(proof, { jti: claims.jti, orderId });
  const door = shippingAddress === undefined ? undefined : doorKeys(shippingAddress);

  const redeemed = await runKept(c, claims.sale, command.value, (sale, kept, pepper) =>
    sale.redeem(kept, {
      shop: shop.id,
      holdId: claims.jti,
      orderId,
      address: door && pseudonymousDoor(door, pseudonymsFor(shop.id, pepper)),
      proofKey,
      proofSent: proof !== undefined,
    }),
  );
  return redeemed.ok ? await replyResponse(c, redeemed.value) : problemResponse(c, redeemed.error);
}

function pseudonymousDoor({ household, near }: DoorKeys, pseudonym: ReturnType<typeof pseudonymsFor>): DoorKeys {
  return {
    household: household === undefined ? undefined : pseudonym("household", household),
    near: near.map((key) => pseudonym("near", key)),
  };
}
