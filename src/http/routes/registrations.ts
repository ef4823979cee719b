import {
  candidateFor,
  holderOf,
  isReceiptOf,
  readReceipt,
  receiptOf,
  withdrawalOf,
} from "../../app/registration/receipts.ts";
import {
  callRegister,
  findRegisteredSale,
  placeOf,
  type RegisteredSale,
} from "../../app/registration/registered-sale.ts";
import type { Account } from "../../domain/checkout.ts";
import { newRegistrationId, parseRegistrationId } from "../../domain/ids.ts";
import { REGISTRATION_POLL_MS } from "../../domain/limits.ts";
import { statusOf } from "../../domain/registration/register.ts";
import type { Registration } from "../../domain/registration/registration.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { ReceiptTokenClaims } from "../../domain/tokens/receipt-token.ts";
import { random } from "../../platform/random.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { verifyReceipt } from "../../platform/tokens/tokens.ts";
import { browserRegistrationBody, shopRegistrationBody } from "../../wire/checkout.ts";
import { type Problem, problemOf } from "../../wire/problem.ts";
import {
  anyRegistrationBody,
  anyRegistrationRef,
  receiptBody,
  registrationAnswer,
  registrationStatusAnswer,
  withdrawnAnswer,
} from "../../wire/registration.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyKey, idempotencyOf } from "../idempotency.ts";
import { exceedsPublicLimit } from "../public-limit.ts";
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
  problems: ["sale-unknown", "registration-not-open", "rate-limited", "overloaded"],
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

type Registrant = { readonly shop: string; readonly account: Account; readonly key?: string | undefined };

async function register(call: ShopOrBrowserCall): Promise<Response> {
  return resultResponse(call.c, await registered(call));
}

async function registered(call: ShopOrBrowserCall): Promise<Result<object, Problem>> {
  const { c } = call;
  const registrant = await readRegistrant(call);
  if (!registrant.ok) return registrant;
  const { shop, account, key } = registrant.value;
  const sale = await findRegisteredSale(depsOf(c), saleIdOf(c), shop);
  if (!sale.ok) return sale;
  const keys = await tokenKeysOf(c.get("config"));
  const { account: pseudonym, shard } = placeOf(sale.value, account);
  const holder = holderOf(account);
  const nowMs = Date.now();
  const registrationId = newRegistrationId({ saleId: sale.value.saleId, shard }, nowMs, random);
  const made = await candidateFor(keys, sale.value, { registrationId, account: pseudonym, holder, nowMs });
  // A late repeat of a call whose registration was withdrawn since is no new registration.
  const repeats =
    key === undefined ? undefined : idempotencyOf(c, { caller: shop, key, body: null }, sale.value.pepper);
  const candidate = repeats === undefined ? made : { ...made, call: repeats.scope };
  const { terms, closesAtMs } = sale.value;
  const written = await callRegister(
    depsOf(c),
    sale.value,
    shard,
    async (object) => await object.register({ terms, candidate }, closesAtMs),
  );
  if (!written.ok) return written;
  if (!written.value.ok) return err(problemOf(written.value.error));
  const registration = written.value.value;
  return ok({
    registrationId: registration.registrationId,
    status: registration.withdrawn === undefined ? "recorded" : "withdrawn",
    recordedAt: new Date(registration.recordedAtMs).toISOString(),
    receipt: registration.withdrawn?.text ?? receiptOf(keys.issuer, sale.value, registration, holder),
    buyer: { code: "registered", message: "You are registered. Keep the receipt: it proves it.", next: "wait" },
  });
}

async function showStatus(call: ShopOrBrowserCall): Promise<Response> {
  const found = await findNamed(call);
  if (!found.ok) return resultResponse(call.c, found);
  const { sale, registration } = found.value;
  const nowMs = Date.now();
  return resultResponse(
    call.c,
    ok({
      registrationId: registration.registrationId,
      status: statusOf(registration, sale.terms, nowMs),
      recordedAt: new Date(registration.recordedAtMs).toISOString(),
      weight: 1,
      serverTimeMs: nowMs,
      pollAfterMs: REGISTRATION_POLL_MS,
    }),
  );
}

async function takeBack(call: ShopOrBrowserCall): Promise<Response> {
  return resultResponse(call.c, await withdrawn(call));
}

async function withdrawn(call: ShopOrBrowserCall): Promise<Result<object, Problem>> {
  const { c } = call;
  const key = call.shop === undefined ? undefined : idempotencyKey(c);
  if (key?.ok === false) return key;
  const found = await findNamed(call);
  if (!found.ok) return found;
  const { sale, shard, registration } = found.value;
  const { registrationId } = registration;
  const text = await withdrawalOf(await tokenKeysOf(c.get("config")), sale, registration, Date.now());
  const { terms } = sale;
  const taken = await callRegister(
    depsOf(c),
    sale,
    shard,
    async (object) => await object.withdraw({ terms, registrationId, text }),
  );
  if (!taken.ok) return taken;
  if (!taken.value.ok) return err(problemOf(taken.value.error));
  return ok({ status: "withdrawn", receipt: taken.value.value.withdrawn?.text ?? text });
}

async function readRegistrant({ c, shop }: ShopOrBrowserCall): Promise<Result<Registrant, Problem>> {
  if (shop !== undefined) {
    const command = await readShopCommand({ c, shop }, shopRegistrationBody);
    if (!command.ok) return command;
    return ok({ shop: shop.id, account: command.value.body.value.account, key: command.value.key });
  }
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return err(limited);
  const read = await readVouched(c, browserRegistrationBody);
  if (!read.ok) return read;
  const key = idempotencyKey(c);
  return ok({ shop: read.value.shop, account: read.value.account, key: key.ok ? key.value : undefined });
}

type Named = { readonly sale: RegisteredSale; readonly shard: number; readonly registration: Registration };

/** The registration that a receipt or, for its shop, an id names. */
async function findNamed(call: ShopOrBrowserCall): Promise<Result<Named, Problem>> {
  const { c, shop } = call;
  const reference = await readReference(call);
  if (!reference.ok) return reference;
  const { registrationId, receipt } = reference.value;
  const sale = await findRegisteredSale(depsOf(c), saleIdOf(c), shop?.id);
  if (!sale.ok) return sale;
  const unknown = err(problemOf({ kind: "registration-unknown" }));
  const place = parseRegistrationId(registrationId);
  if (place?.saleId !== sale.value.saleId || place.shard >= sale.value.terms.shards) return unknown;
  const found = await callRegister(
    depsOf(c),
    sale.value,
    place.shard,
    async (object) => await object.find(registrationId),
  );
  if (!found.ok) return found;
  const registration = found.value;
  if (registration === undefined) {
    const isGenuine = receipt === undefined || (await isSigned(c, receipt.text));
    return isGenuine ? unknown : err(NO_RECEIPT);
  }
  if (receipt !== undefined && !isReceiptOf(c.get("config").issuer, sale.value, registration, receipt)) {
    return err(NO_RECEIPT);
  }
  return ok({ sale: sale.value, shard: place.shard, registration });
}

type Reference = {
  readonly registrationId: string;
  readonly receipt?: { readonly text: string; readonly claims: ReceiptTokenClaims };
};
const NO_RECEIPT: Problem = { slug: "token-rejected", detail: "This is no receipt of this sale." };

async function readReference({ c, shop }: ShopOrBrowserCall): Promise<Result<Reference, Problem>> {
  if (shop !== undefined) {
    const body = await readBody(c, anyRegistrationRef);
    if (!body.ok) return body;
    const reference = body.value.value;
    return "registrationId" in reference ? ok(reference) : ofReceipt(c, reference.receipt);
  }
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return err(limited);
  const body = await readBody(c, receiptBody);
  return body.ok ? ofReceipt(c, body.value.value.receipt) : body;
}

/** Which registration a receipt says that it is of. */
function ofReceipt(c: HttpContext, text: string): Result<Reference, Problem> {
  const claims = readReceipt(text);
  if (claims?.sale !== saleIdOf(c)) return err(NO_RECEIPT);
  return ok({ registrationId: claims.reg, receipt: { text, claims } });
}

/** Whether a key of this service signed a receipt whose registration is not kept any more. */
async function isSigned(c: HttpContext, receipt: string): Promise<boolean> {
  return (await verifyReceipt(await tokenKeysOf(c.get("config")), receipt)) !== undefined;
}

function saleIdOf(c: HttpContext): string {
  return c.req.param("saleId") ?? "";
}
