import type * as z from "zod";
import { doorKeys } from "../../domain/identity/address/same-door.ts";
import { pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { err, type Result } from "../../domain/result.ts";
import type { Replied } from "../../domain/sale/commands/once.ts";
import { verifyHolderProof } from "../../platform/tokens/browser-proof.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { verifyAllowToken } from "../../platform/tokens/tokens.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { redeemBody } from "../../wire/token.ts";
import type { Deps } from "../deps.ts";
import { type RepeatableCall, runKept } from "../kept-call.ts";
import { pseudonymousDoor } from "./pseudonymous-door.ts";

/** Turns the hold of an allow token into a sold unit, once. A refusal consumes nothing. */
export async function redeemToken(
  deps: Deps,
  shop: string,
  { token, orderId, shippingAddress, proof, paid }: z.infer<typeof redeemBody>,
  call: RepeatableCall,
): Promise<Result<Replied, Problem>> {
  const claims = await verifyAllowToken(await tokenKeysOf(deps.config), token, shop);
  if (claims === undefined) return err(problemOf({ kind: "token-rejected" }));
  const proofKey = proof === undefined ? undefined : await verifyHolderProof(proof, { jti: claims.jti, orderId });
  const door = shippingAddress === undefined ? undefined : doorKeys(shippingAddress);
  return await runKept(deps, claims.sale, call, (sale, kept, pepper) =>
    sale.redeem(kept, {
      shop,
      holdId: claims.jti,
      orderId,
      address: door && pseudonymousDoor(door, pseudonymsFor(shop, pepper)),
      proofKey,
      proofSent: proof !== undefined,
      paid,
    }),
  );
}
