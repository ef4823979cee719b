import {
  issueInvites,
  type OfSale,
  type Returned,
  returnInvite,
  revokeInvites,
  shareInvite,
} from "../../app/invite/change-invites.ts";
import { INVITES_BYTES_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import {
  anyReturnBody,
  anyShareBody,
  browserReturnBody,
  browserShareBody,
  issuedInvite,
  issuedInvitesAnswer,
  issueInvitesBody,
  returnedInviteAnswer,
  revokedInvitesAnswer,
  revokeInvitesBody,
  shopReturnBody,
  shopShareBody,
} from "../../wire/invite.ts";
import type { Problem, ProblemSlug } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyKey, repeatable } from "../idempotency.ts";
import { exceedsPublicLimit } from "../public-limit.ts";
import { readBody } from "../read-body.ts";
import { jsonResponse, problemResponse, resultResponse } from "../respond.ts";
import type { Route, ShopCall, ShopOrBrowserCall } from "../route.ts";
import { readShopCommand } from "../shop-command.ts";
import { readVouched } from "../vouched-body.ts";

const PATH = "/v1/sales/{saleId}/invites";
const ALWAYS: readonly ProblemSlug[] = ["sale-unknown", "invites-not-taken", "overloaded"];

export const issueInvitesRoute: Route = {
  method: "post",
  path: PATH,
  operationId: "issueInvites",
  summary: "Invite people to a sale in which only who is invited may register",
  description:
    "All of them, or none with every line that is wrong. Each is bound to the person it is for and good for one registration. Where no draw comes between, each promises a unit: there are never more of them than units, and as many units cannot be withdrawn any more.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: issueInvitesBody,
  bodyBytesMax: INVITES_BYTES_MAX,
  answer: issuedInvitesAnswer,
  problems: [...ALWAYS, "invites-refused", "invites-exceed-units", "invites-full", "idempotent-reply-withdrawn"],
  handle: issue,
};

export const shareInviteRoute: Route = {
  method: "post",
  path: `${PATH}/share`,
  operationId: "shareInvite",
  summary: "Pass an invite on that was used and is shareable",
  description:
    "To one person who is named; the same person again gets the same invite. From a browser with the `accountToken` of who used it, from the shop with its id.",
  tag: "Shop",
  caller: "shop or browser",
  keyed: true,
  body: anyShareBody,
  answer: issuedInvite,
  problems: [
    ...ALWAYS,
    "invite-unknown",
    "invite-not-shareable",
    "invites-exceed-units",
    "invites-full",
    "rate-limited",
  ],
  handle: share,
};

export const returnInviteRoute: Route = {
  method: "post",
  path: `${PATH}/return`,
  operationId: "returnInvite",
  summary: "Give an unused invite back to whoever passed it on",
  description:
    "Who may then name somebody else, and that once. From a browser of whom it is for or of its sender, or from the shop. A second time it gives the same answer.",
  tag: "Shop",
  caller: "shop or browser",
  keyed: true,
  body: anyReturnBody,
  answer: returnedInviteAnswer,
  problems: [...ALWAYS, "invite-unknown", "invite-not-returnable", "rate-limited"],
  handle: giveBack,
};

export const revokeInvitesRoute: Route = {
  method: "post",
  path: `${PATH}/revoke`,
  operationId: "revokeInvites",
  summary: "Revoke an invite with its chain",
  description:
    "What is unused ends, and what is bought by who registered with one waits for a person. Whoever passed it on is not touched. A second time it changes nothing.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: revokeInvitesBody,
  answer: revokedInvitesAnswer,
  problems: [...ALWAYS, "invite-unknown"],
  handle: revoke,
};

async function issue({ c, shop }: ShopCall): Promise<Response> {
  const key = idempotencyKey(c);
  if (!key.ok) return problemResponse(c, key.error);
  const body = await readBody(c, issueInvitesBody, INVITES_BYTES_MAX);
  if (!body.ok) return problemResponse(c, body.error);
  const call = repeatable(c, { caller: shop.id, key: key.value, body: body.value.json });
  const issued = await issueInvites(depsOf(c), saleOf(c, shop.id), body.value.value, call);
  if (!issued.ok) return problemResponse(c, issued.error);
  const { invites, replayed } = issued.value;
  const headers = { "Cache-Control": "no-store", ...(replayed ? { "Idempotent-Replayed": "true" } : {}) };
  return jsonResponse({ invites }, headers);
}

async function share({ c, shop }: ShopOrBrowserCall): Promise<Response> {
  if (shop !== undefined) {
    const command = await readShopCommand({ c, shop }, shopShareBody);
    if (!command.ok) return problemResponse(c, command.error);
    const { inviteId, for: to } = command.value.body;
    return resultResponse(c, await shareInvite(depsOf(c), saleOf(c, shop.id), { holder: { inviteId }, to }));
  }
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return problemResponse(c, limited);
  const read = await readVouched(c, browserShareBody);
  if (!read.ok) return problemResponse(c, read.error);
  const { account, order } = read.value;
  const shared = { holder: { account }, to: order.for };
  return resultResponse(c, await shareInvite(depsOf(c), saleOf(c, read.value.shop), shared));
}

async function giveBack(call: ShopOrBrowserCall): Promise<Response> {
  const read = await readReturned(call);
  if (!read.ok) return problemResponse(call.c, read.error);
  const { sale, returned } = read.value;
  return resultResponse(call.c, await returnInvite(depsOf(call.c), sale, returned));
}

async function readReturned({
  c,
  shop,
}: ShopOrBrowserCall): Promise<Result<{ readonly sale: OfSale; readonly returned: Returned }, Problem>> {
  if (shop !== undefined) {
    const command = await readShopCommand({ c, shop }, shopReturnBody);
    return command.ok ? ok({ sale: saleOf(c, shop.id), returned: command.value.body }) : command;
  }
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return err(limited);
  const read = await readVouched(c, browserReturnBody);
  if (!read.ok) return read;
  const { account, order } = read.value;
  return ok({ sale: saleOf(c, read.value.shop), returned: { account, ...order } });
}

async function revoke(call: ShopCall): Promise<Response> {
  const { c, shop } = call;
  const command = await readShopCommand(call, revokeInvitesBody);
  if (!command.ok) return problemResponse(c, command.error);
  return resultResponse(c, await revokeInvites(depsOf(c), saleOf(c, shop.id), command.value.body));
}

function saleOf(c: HttpContext, shop: string): OfSale {
  return { saleId: c.req.param("saleId") ?? "", shop };
}
