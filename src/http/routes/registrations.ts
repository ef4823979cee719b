import { idempotencyOf, type RepeatableCall } from "../../app/kept-call.ts";
import { declineOwnTurn } from "../../app/registration/decline-turn.ts";
import type { RegistrationReference } from "../../app/registration/find-registration.ts";
import { type Registrant, registerAccount } from "../../app/registration/register-account.ts";
import { registrationStatus } from "../../app/registration/registration-status.ts";
import { withdrawRegistration } from "../../app/registration/withdraw-registration.ts";
import type { Pepper } from "../../domain/identity/pseudonym.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { browserRegistrationBody, shopRegistrationBody } from "../../wire/checkout.ts";
import type { Problem } from "../../wire/problem.ts";
import {
  anyRegistrationBody,
  anyRegistrationRef,
  declinedAnswer,
  receiptBody,
  registrationAnswer,
  registrationStatusAnswer,
  withdrawnAnswer,
} from "../../wire/registration.ts";
import { browserRequest } from "../browser-request.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyKey, repeatable } from "../idempotency.ts";
import { clientAddress, exceedsPublicLimit } from "../public-limit.ts";
import { readBody } from "../read-body.ts";
import { resultResponse } from "../respond.ts";
import type { Route, ShopOrBrowserCall } from "../route.ts";
import { readShopCommand } from "../shop-command.ts";
import { readVouched } from "../vouched-body.ts";

export const registerRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/registrations",
  operationId: "register",
  summary: "Register an account for a sale in which only who registered may buy",
  description:
    "The same account again, under any key, gets the same id, time and receipt, after the window as well. Everybody gets the same answer in the same form. From a browser with an `accountToken` in place of `account`.",
  tag: "Shop",
  caller: "shop or browser",
  keyed: true,
  body: anyRegistrationBody,
  answer: registrationAnswer,
  problems: [
    "sale-unknown",
    "registration-not-open",
    "invite-required",
    "invite-rejected",
    "rate-limited",
    "overloaded",
  ],
  handle: register,
};

export const registrationStatusRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/registrations/status",
  operationId: "registrationStatus",
  summary: "How a registration stands",
  description:
    "For anybody with its receipt, and for its shop by its id. Receipts travel in bodies, never in addresses.",
  tag: "Shop",
  caller: "shop or browser",
  body: anyRegistrationRef,
  answer: registrationStatusAnswer,
  problems: [
    "sale-unknown",
    "registration-unknown",
    "token-rejected",
    "registration-not-open",
    "rate-limited",
    "overloaded",
  ],
  handle: showStatus,
};

export const withdrawRegistrationRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/registrations/withdraw",
  operationId: "withdrawRegistration",
  description:
    "By its receipt from anybody who has it, or by its id from the shop. A second time it gives the same answer.",
  summary: "Take a registration back, until registration closes",
  tag: "Shop",
  caller: "shop or browser",
  keyed: true,
  body: anyRegistrationRef,
  answer: withdrawnAnswer,
  problems: [
    "sale-unknown",
    "registration-unknown",
    "token-rejected",
    "registration-not-open",
    "rate-limited",
    "overloaded",
  ],
  handle: takeBack,
};

export const declineTurnRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/registrations/decline",
  operationId: "declineTurn",
  description:
    "By its receipt from anybody who has it, or by its id from the shop. A unit that is held by it is let go. A second time it gives the same answer.",
  summary: "Give up a turn, so that the next of the order is called at once",
  tag: "Shop",
  caller: "shop or browser",
  keyed: true,
  body: anyRegistrationRef,
  answer: declinedAnswer,
  problems: [
    "sale-unknown",
    "sale-halted",
    "registration-unknown",
    "registration-not-open",
    "token-rejected",
    "not-your-turn",
    "turn-over",
    "rate-limited",
    "overloaded",
  ],
  handle: giveUp,
};

async function register(call: ShopOrBrowserCall): Promise<Response> {
  const registrant = await readRegistrant(call);
  return resultResponse(call.c, registrant.ok ? await registerAccount(depsOf(call.c), registrant.value) : registrant);
}

async function showStatus(call: ShopOrBrowserCall): Promise<Response> {
  const reference = await readReference(call);
  return resultResponse(call.c, reference.ok ? await registrationStatus(depsOf(call.c), reference.value) : reference);
}

async function takeBack(call: ShopOrBrowserCall): Promise<Response> {
  const key = call.shop === undefined ? undefined : idempotencyKey(call.c);
  const reference = key?.ok === false ? key : await readReference(call);
  return resultResponse(call.c, reference.ok ? await withdrawRegistration(depsOf(call.c), reference.value) : reference);
}

async function giveUp(call: ShopOrBrowserCall): Promise<Response> {
  const key = call.shop === undefined ? undefined : idempotencyKey(call.c);
  const reference = key?.ok === false ? key : await readReference(call);
  return resultResponse(call.c, reference.ok ? await declineOwnTurn(depsOf(call.c), reference.value) : reference);
}

async function readRegistrant({ c, shop }: ShopOrBrowserCall): Promise<Result<Registrant, Problem>> {
  const saleId = saleIdOf(c);
  if (shop !== undefined) {
    const command = await readShopCommand({ c, shop }, shopRegistrationBody);
    if (!command.ok) return command;
    const { call, body: order } = command.value;
    const callOf = callHash(call);
    return ok({ saleId, shop: shop.id, order, address: order.client?.ip, forBrowser: false, callOf });
  }
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return err(limited);
  const read = await readVouched(c, browserRegistrationBody);
  if (!read.ok) return read;
  const key = idempotencyKey(c);
  const callOf = key.ok ? callHash(repeatable(c, { caller: read.value.shop, key: key.value, body: null })) : undefined;
  const { account, order } = read.value;
  const registering = {
    order: { ...order, account },
    address: clientAddress(c),
    edge: await browserRequest(c, Date.now()),
    forBrowser: true,
  };
  return ok({ saleId, shop: read.value.shop, ...registering, callOf });
}

function callHash(call: RepeatableCall): (pepper: Pepper) => string {
  return (pepper) => idempotencyOf(call, pepper).scope;
}

async function readReference({ c, shop }: ShopOrBrowserCall): Promise<Result<RegistrationReference, Problem>> {
  const saleId = saleIdOf(c);
  if (shop !== undefined) {
    const body = await readBody(c, anyRegistrationRef);
    return body.ok ? ok({ saleId, shop: shop.id, by: body.value.value }) : body;
  }
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return err(limited);
  const body = await readBody(c, receiptBody);
  return body.ok ? ok({ saleId, by: body.value.value }) : body;
}

function saleIdOf(c: HttpContext): string {
  return c.req.param("saleId") ?? "";
}
