import { erase, readIdentifier } from "../../app/erase.ts";
import { ERASER_ROLES } from "../../app/roles.ts";
import { erasureAnswer, erasureBody } from "../../wire/erasure.ts";
import { depsOf } from "../deps.ts";
import { idempotencyKey } from "../idempotency.ts";
import { readBody } from "../read-body.ts";
import { problemResponse, resultResponse } from "../respond.ts";
import type { Route } from "../route.ts";

export const eraseRoute: Route = {
  method: "post",
  path: "/v1/erasures",
  operationId: "erase",
  summary: "Forget a person by an identifier",
  description:
    "Deletes everything about every account that ever came with this identifier, in all sales and in the archive: of one shop if the shop calls, of all if staff do. While a sale is open, what the person bought stays claimed as a bare tombstone, so that nobody buys twice by asking to be forgotten. Counts stay. Lists of the policy that name the person are named in the answer; staff take the person out of the versions that are over. May be repeated. `npm run erase` calls it without leaving the identifier in a shell's history.",
  tag: "Shop",
  caller: "shop or staff",
  roles: ERASER_ROLES,
  keyed: true,
  body: erasureBody,
  answer: erasureAnswer,
  problems: ["overloaded", "policy-unavailable"],
  handle: async ({ c, reader, source, staff }) => {
    const key = idempotencyKey(c);
    if (!key.ok) return problemResponse(c, key.error);
    const body = await readBody(c, erasureBody);
    if (!body.ok) return problemResponse(c, body.error);
    const identifier = readIdentifier(body.value.value);
    if (!identifier.ok) return problemResponse(c, identifier.error);
    const shop = reader === "staff" ? undefined : reader.shop;
    return resultResponse(c, await erase(depsOf(c), { shop, identifier: identifier.value, source, staff }));
  },
};
