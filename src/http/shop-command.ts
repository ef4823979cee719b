import type * as z from "zod";
import type { RepeatableCall } from "../app/kept-call.ts";
import { ok, type Result } from "../domain/result.ts";
import type { Problem } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";
import { idempotencyKey, repeatable } from "./idempotency.ts";
import { readBody } from "./read-body.ts";
import type { ShopCall } from "./route.ts";

/** A state-changing call of a shop, and what it asks for. */
export type ShopCommand<T> = { readonly call: RepeatableCall; readonly body: T };

/** Under which key a shop calls, with which body: the first of these that is wrong is the answer. */
export async function readShopCommand<Schema extends z.ZodType>(
  { c, shop }: ShopCall,
  schema: Schema,
): Promise<Result<ShopCommand<z.infer<Schema>>, Problem>> {
  return await readKeptCommand(c, shop.id, schema);
}

/** The same of a shop or a partner. @param caller names it in what is kept */
export async function readKeptCommand<Schema extends z.ZodType>(
  c: HttpContext,
  caller: string,
  schema: Schema,
): Promise<Result<ShopCommand<z.infer<Schema>>, Problem>> {
  const key = idempotencyKey(c);
  if (!key.ok) return key;
  const body = await readBody(c, schema);
  if (!body.ok) return body;
  const { json, value } = body.value;
  return ok({ call: repeatable(c, { caller, key: key.value, body: json }), body: value });
}
