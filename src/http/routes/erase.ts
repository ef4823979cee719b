import { type IdentifierKind, identifierValue } from "../../domain/identity/identifier.ts";
import { newTokenId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import {
  beginErasure,
  contactsInUse,
  type ErasedCounts,
  endErasure,
  eraseFromArchive,
  findTraces,
  pseudonymsInUse,
  salesWithOutbox,
} from "../../platform/erasure.ts";
import { random } from "../../platform/random.ts";
import { erasureAnswer, erasureBody } from "../../wire/erasure.ts";
import type { Problem } from "../../wire/problem.ts";
import type { HttpContext } from "../env.ts";
import { invalid, readBody } from "../read-body.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";
import { authenticateOutcomeSource } from "../rules/outcome-source.ts";
import { callSale } from "../sale-call.ts";

export const eraseRoute: Route = {
  method: "post",
  path: "/v1/erasures",
  operationId: "erase",
  summary: "Forget a person by an identifier",
  description:
    "Deletes everything about every account that ever came with this identifier, in all sales and in the archive: of one shop if the shop calls, of all if staff do. While a sale is open, what the person bought stays claimed as a bare tombstone, so that nobody buys twice by asking to be forgotten. Counts stay. May be repeated. `npm run erase` calls it without leaving the identifier in a shell's history.",
  tag: "Shop",
  caller: "shop or staff",
  keyed: true,
  body: erasureBody,
  answer: erasureAnswer,
  problems: ["overloaded"],
  handle: async (c) => {
    const erased = await erase(c);
    return erased.ok ? jsonResponse(erased.value) : problemResponse(c, erased.error);
  },
};

async function erase(c: HttpContext): Promise<Result<{ erasureId: string } & ErasedCounts, Problem>> {
  const caller = await authenticateOutcomeSource(c);
  if (!caller.ok) return caller;
  const body = await readBody(c, erasureBody);
  if (!body.ok) return body;
  const { kind } = body.value.value;
  const value = identifierValue(kind, body.value.value.value);
  if (value === undefined) return err(invalid([{ pointer: "/value", detail: `cannot be read as ${kind}` }]));
  const { reader, source } = caller.value;
  const atMs = Date.now();
  const erasureId = `era_${newTokenId(atMs, random)}`;
  await beginErasure(c.env.DB, { erasureId, atMs, source, kind });
  const counts = await eraseEverywhere(c, reader === "staff" ? undefined : reader.shop, { kind, value });
  if (!counts.ok) return counts;
  await endErasure(c.env.DB, erasureId, counts.value);
  return ok({ erasureId, ...counts.value });
}

/** Sales first: what they copy to the archive while they are asked is found there afterwards. */
async function eraseEverywhere(
  c: HttpContext,
  shop: string | undefined,
  identifier: { readonly kind: IdentifierKind; readonly value: string },
): Promise<Result<ErasedCounts, Problem>> {
  const config = c.get("config");
  const pseudonyms = pseudonymsInUse(config, shop, identifier);
  for (const saleId of await salesWithOutbox(c.env.DB, shop, Date.now())) {
    const copied = await callSale(c, saleId, (sale) => sale.exportAll());
    if (!copied.ok) return copied;
  }
  const { accounts, decisionIds, saleIds } = await findTraces(c.env.DB, identifier.kind, pseudonyms);
  const asked = new Set([...saleIds, ...(await salesWithOutbox(c.env.DB, shop, Date.now()))]);
  let deleted = 0;
  let tombstones = 0;
  for (const saleId of asked) {
    const forgotten = await callSale(c, saleId, (sale) => sale.forget({ accounts, pseudonyms, decisionIds }));
    if (!forgotten.ok) return forgotten;
    deleted += forgotten.value.deleted;
    tombstones += forgotten.value.tombstones;
  }
  const contacts = shop === undefined ? contactsInUse(config, identifier) : [];
  deleted += await eraseFromArchive(c.env.DB, accounts, [...pseudonyms, ...contacts]);
  return ok({ sales: saleIds.length, deleted, tombstones });
}
