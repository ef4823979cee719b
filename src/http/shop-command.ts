import type * as z from "zod";
import { callSaleWithPepper, type SaleStub } from "../app/sale-call.ts";
import type { Pepper } from "../domain/identity/pseudonym.ts";
import { ok, type Result } from "../domain/result.ts";
import type { Replied } from "../domain/sale/commands/once.ts";
import type { CallRefusal } from "../domain/sale/refusal.ts";
import type { KeptCall } from "../objects/sale.object.ts";
import type { KnownShop } from "../platform/callers/shop-keys.ts";
import type { Problem } from "../wire/problem.ts";
import { depsOf } from "./deps.ts";
import type { HttpContext } from "./env.ts";
import { idempotencyKey, idempotencyOf } from "./idempotency.ts";
import { type ReadBody, readBody } from "./read-body.ts";
import type { ShopCall } from "./route.ts";

/** A state-changing call of a shop. */
export type ShopCommand<T> = { readonly shop: KnownShop; readonly key: string; readonly body: ReadBody<T> };

/** Under which key a shop calls, with which body: the first of these that is wrong is the answer. */
export async function readShopCommand<Schema extends z.ZodType>(
  { c, shop }: ShopCall,
  schema: Schema,
): Promise<Result<ShopCommand<z.infer<Schema>>, Problem>> {
  const key = idempotencyKey(c);
  if (!key.ok) return key;
  const body = await readBody(c, schema);
  if (!body.ok) return body;
  return ok({ shop, key: key.value, body: body.value });
}

/** What makes one call the repeat of another: the same caller, key and body. */
export type KeptCommand = {
  readonly shop: { readonly id: string };
  readonly key: string;
  readonly body: Pick<ReadBody<unknown>, "json">;
};

/** Has the sale run the command once and keep its reply. */
export async function runKept(
  c: HttpContext,
  saleId: string,
  { shop, key, body }: KeptCommand,
  run: (sale: SaleStub, call: KeptCall, pepper: Pepper) => Promise<Result<Replied, CallRefusal>>,
): Promise<Result<Replied, Problem>> {
  return await callSaleWithPepper(depsOf(c), saleId, (sale, pepper) =>
    run(
      sale,
      {
        idempotency: idempotencyOf(c, { caller: shop.id, key, body: body.json }, pepper),
        instance: c.get("requestId"),
        issuer: c.get("config").issuer,
      },
      pepper,
    ),
  );
}
