import { eraseOnce, previewErasure, readIdentifier } from "../../app/erase.ts";
import { ERASER_ROLES } from "../../app/roles.ts";
import { erasureAnswer, erasureBody, erasurePreviewAnswer, erasurePreviewBody } from "../../wire/erasure.ts";
import { depsOf } from "../deps.ts";
import { readBody } from "../read-body.ts";
import { repeatedCall } from "../repeated-call.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";

export const eraseRoute: Route = {
  method: "post",
  path: "/v1/erasures",
  operationId: "erase",
  summary: "Forget a person by an identifier",
  description:
    "Deletes everything about every account that ever came with this identifier, in all sales and in the archive: of one shop if the shop calls, of all if staff with the role admin do, who say why. A device, a telephone or a payment that several accounts came with is taken out of what they did in the archive, and their rows stay. While a sale is open, what the person holds, bought and tried counts on under the keys that it was done with, so that nobody begins anew by asking to be forgotten; it goes when the sale has closed. Lists of the policy that name the person are named in the answer; staff take the person out of the versions that are over. May be repeated. `npm run erase` calls it without leaving the identifier in a shell's history.",
  tag: "Shop",
  caller: "shop or staff",
  roles: ERASER_ROLES,
  keyed: true,
  body: erasureBody,
  answer: erasureAnswer,
  problems: ["overloaded", "policy-unavailable"],
  handle: async ({ c, reader, source, staff }) => {
    const body = await readBody(c, erasureBody);
    if (!body.ok) return problemResponse(c, body.error);
    const call = repeatedCall(c, { source, body: body.value.json });
    if (!call.ok) return problemResponse(c, call.error);
    const { why, ...written } = body.value.value;
    const identifier = readIdentifier(written);
    if (!identifier.ok) return problemResponse(c, identifier.error);
    const shop = reader === "staff" ? undefined : reader.shop;
    const asked = { shop, identifier: identifier.value, written, why, source, staff, ...call.value };
    const erased = await eraseOnce(depsOf(c), asked);
    if (!erased.ok) return problemResponse(c, erased.error);
    const { text, replayed } = erased.value;
    return new Response(text, {
      headers: {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
        ...(replayed ? { "Idempotent-Replayed": "true" } : {}),
      },
    });
  },
};

export const previewErasureRoute: Route = {
  method: "post",
  path: "/v1/erasures/preview",
  operationId: "previewErasure",
  summary: "See what an erasure would delete",
  description: "Deletes nothing and writes nothing down.",
  tag: "Staff",
  caller: "staff",
  roles: ERASER_ROLES,
  body: erasurePreviewBody,
  answer: erasurePreviewAnswer,
  problems: ["overloaded", "policy-unavailable"],
  handle: async ({ c }) => {
    const body = await readBody(c, erasurePreviewBody);
    if (!body.ok) return problemResponse(c, body.error);
    const identifier = readIdentifier(body.value.value);
    if (!identifier.ok) return problemResponse(c, identifier.error);
    const preview = await previewErasure(depsOf(c), { shop: undefined, identifier: identifier.value });
    if (!preview.ok) return problemResponse(c, preview.error);
    const { accounts, isShared, saleIds, tables, listed } = preview.value;
    return jsonResponse({ accounts, isShared, sales: saleIds, tables, listed });
  },
};
