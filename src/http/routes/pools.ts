import { divideSale } from "../../app/sale/divide-sale.ts";
import { readPoolsCsv } from "../../app/sale/read-pools-csv.ts";
import { POOLS_BYTES_MAX } from "../../domain/limits.ts";
import { err } from "../../domain/result.ts";
import { POOLINGS } from "../../domain/stock/pools.ts";
import { decodeFile } from "../../resellers/domain/csv/decode-file.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { dividedAnswer, movedPoolsAnswer, movePoolsBody, putPoolsBody } from "../../wire/sale.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyKey, repeatable } from "../idempotency.ts";
import { checkBody, mediaTypeOf, readBody, readBytes } from "../read-body.ts";
import { keptResponse, problemResponse } from "../respond.ts";
import type { Route, ShopCall } from "../route.ts";
import { readShopCommand } from "../shop-command.ts";

export const putPoolsRoute: Route = {
  method: "put",
  path: "/v1/sales/{saleId}/pools",
  operationId: "putPools",
  summary: "Divide the units of a sale among partners",
  description:
    "Each partner that is named has so many units from then on, those sold included; every other partner has none, and the rest is common. Only free units move: all lines are carried out, or none, and each that cannot be is named. A checkout takes units of the partner where the goods are collected, or else of its `partnerId`; `strict` takes no others, `own_then_common` takes common ones when these are gone. A partner without units, and a buyer without a partner, take common ones. What lapses or is released goes back to where it came from. As text/csv: lines `partnerId,units` below a header of these names, with `pooling` in the address; `/pools/0` is the first of them. A sale with a draw or a fair window has no pools: whoever is called has a unit until the turn is over, which the pool of one partner could not promise. Put one drawn sale for each partner in its place.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  query: [{ name: "pooling", description: `Of a file: one of ${POOLINGS.join(", ")}.` }],
  body: putPoolsBody,
  bodyTypes: ["text/csv"],
  bodyBytesMax: POOLS_BYTES_MAX,
  answer: dividedAnswer,
  problems: ["sale-unknown", "pools-exceed-units", "draw-undivided"],
  handle: putPools,
};

export const movePoolsRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/pools/move",
  operationId: "movePools",
  summary: "Move free units from one pool to another",
  description: "In one step. Without `from` they are common ones, without `to` they become so.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: movePoolsBody,
  answer: movedPoolsAnswer,
  problems: ["sale-unknown", "pool-short", "sale-undivided", "draw-undivided"],
  handle: async (call) => {
    const { c, shop } = call;
    const asked = await readShopCommand(call, movePoolsBody);
    if (!asked.ok) return problemResponse(c, asked.error);
    const command = { shop: shop.id, ...asked.value.body };
    return await keptResponse(c, await divideSale(depsOf(c), { saleId: saleIdOf(c), command }, asked.value.call));
  },
};

async function putPools({ c, shop }: ShopCall): Promise<Response> {
  const key = idempotencyKey(c);
  if (!key.ok) return problemResponse(c, key.error);
  const body = mediaTypeOf(c) === "text/csv" ? await readFile(c) : await readBody(c, putPoolsBody, POOLS_BYTES_MAX);
  if (!body.ok) return problemResponse(c, body.error);
  const call = repeatable(c, { caller: shop.id, key: key.value, body: body.value.json });
  const command = { shop: shop.id, ...body.value.value };
  return await keptResponse(c, await divideSale(depsOf(c), { saleId: saleIdOf(c), command }, call));
}

/** The same as JSON, from a file. */
async function readFile(c: HttpContext): ReturnType<typeof readBody<typeof putPoolsBody>> {
  const bytes = await readBytes(c.req.raw, POOLS_BYTES_MAX);
  if (!bytes.ok) return bytes;
  const text = decodeFile(bytes.value);
  if (!text.ok) return err(NOT_TEXT);
  const pools = readPoolsCsv(text.value);
  if (!pools.ok) return pools;
  return checkBody(putPoolsBody, { pooling: c.req.query("pooling") ?? null, pools: pools.value });
}

const NOT_TEXT: Problem = invalid([{ pointer: "", detail: "is neither UTF-8 nor UTF-16" }]);

function saleIdOf(c: HttpContext): string {
  return c.req.param("saleId") ?? "";
}
