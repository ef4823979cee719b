import type * as z from "zod";
import { doorKeys } from "../../domain/identity/address/same-door.ts";
import { pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { isSaleId } from "../../domain/ids.ts";
import { err, type Result } from "../../domain/result.ts";
import type { Replied } from "../../domain/sale/commands/once.ts";
import type { PartnerParty } from "../../domain/sale/party.ts";
import type { collectBody, dispatchBody } from "../../wire/order.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { type RepeatableCall, runKept } from "../kept-call.ts";
import { pseudonymousDoor } from "../token/pseudonymous-door.ts";

/** An order of a shop's sale. */
export type ShopOrder = { readonly saleId: string; readonly orderId: string; readonly shop: string };

/** What a shop does with an order that goes its way. */
export type HandOver = ({ readonly kind: "dispatch" } & z.infer<typeof dispatchBody>) | { readonly kind: "ready" };

/** Sends an order, or says that it can be collected. */
export async function handOver(
  deps: Deps,
  { saleId, orderId, shop }: ShopOrder,
  step: HandOver,
  call: RepeatableCall,
): Promise<Result<Replied, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const reference = { by: { shop }, orderId };
  if (step.kind !== "dispatch") {
    return await runKept(deps, saleId, call, (sale, kept) => sale.moveOrder(kept, { ...step, ...reference }));
  }
  const door = doorKeys(step.shippingAddress);
  return await runKept(deps, saleId, call, (sale, kept, pepper) => {
    const address = pseudonymousDoor(door, pseudonymsFor(shop, pepper));
    return sale.moveOrder(kept, { kind: "dispatch", ...reference, address });
  });
}

/** An order of a sale, and who hands it over: its shop, or the partner where it is collected. */
export type CollectedOrder = {
  readonly saleId: string;
  readonly orderId: string;
  readonly by: { readonly shop: string } | PartnerParty;
};

/** Hands an order to whoever shows its code. */
export async function collectOrder(
  deps: Deps,
  { saleId, orderId, by }: CollectedOrder,
  body: z.infer<typeof collectBody>,
  call: RepeatableCall,
): Promise<Result<Replied, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  return await runKept(deps, saleId, call, (sale, kept) =>
    sale.moveOrder(kept, { kind: "collect", ...body, by, orderId }),
  );
}
