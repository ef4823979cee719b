import { attemptCheckout } from "../../app/checkout/attempt-checkout.ts";
import type { RepeatableCall } from "../../app/kept-call.ts";
import { isSaleId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { CheckoutRequest } from "../../domain/sale/commands/prepare-attempt.ts";
import { anyCheckoutAnswer, anyCheckoutBody, browserCheckoutBody, shopCheckoutBody } from "../../wire/checkout.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import { testTable } from "../../wire/test-table.ts";
import { browserRequest } from "../browser-request.ts";
import { CHECKOUT_PATH, withSlot } from "../checkout/admission.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyKey, repeatable } from "../idempotency.ts";
import { clientAddress, exceedsPublicLimit } from "../public-limit.ts";
import { keptResponse, problemResponse } from "../respond.ts";
import type { Route, ShopCall, ShopOrBrowserCall } from "../route.ts";
import { readShopCommand } from "../shop-command.ts";
import { readVouched } from "../vouched-body.ts";

export const checkoutRoute: Route = {
  method: "post",
  path: CHECKOUT_PATH,
  operationId: "checkout",
  summary: "Ask whether this buyer may buy, and hold the units if so",
  description: `A refusal to sell is an answer, not an error: it is a 200 with a verdict. Only \`buyer\` is meant for the buyer's browser. Of an account that was refused many times further refusals are answered the same and counted alone: their \`decisionId\` names nothing, and a repeat is decided anew. Called from a browser with an \`accountToken\` instead of a shop key, the answer is \`allocation\`, \`allowToken\`, \`challenge\` and \`buyer\` alone.

A sale that was put with \`"test": true\` answers these test values as the table says, in the body or in the \`accountToken\`. Every other checkout is decided there by the terms of the sale alone: rules and model do not judge. On every other sale they are mailboxes like any other.

${testTable()}`,
  tag: "Shop",
  caller: "shop or browser",
  keyed: true,
  body: anyCheckoutBody,
  answer: anyCheckoutAnswer,
  problems: [
    "sale-unknown",
    "sale-not-open",
    "registration-required",
    "not-your-turn",
    "turn-over",
    "rate-limited",
    "policy-unavailable",
    "sale-full",
    "overloaded",
  ],
  handle: checkout,
};

/** A checkout whose caller has proved itself: the shop, or a browser with a token of its shop. */
type Read = Result<{ readonly request: CheckoutRequest; readonly call: RepeatableCall }, Problem>;

async function checkout({ c, shop }: ShopOrBrowserCall): Promise<Response> {
  const saleId = c.req.param("saleId") ?? "";
  return await (shop === undefined ? ofBrowser(c, saleId) : ofShop({ c, shop }, saleId));
}

/** A shop proves itself by a header, so that it is admitted before its body is read. */
async function ofShop({ c, shop }: ShopCall, saleId: string): Promise<Response> {
  if (!isSaleId(saleId)) return problemResponse(c, problemOf({ kind: "sale-unknown" }));
  const call = { read: () => readShop({ c, shop }, saleId), work: (read: Read) => answerTo(c, read) };
  return await withSlot(c, { shop: shop.id, saleId }, call);
}

/** A browser proves itself by what is in its body. */
async function ofBrowser(c: HttpContext, saleId: string): Promise<Response> {
  const read = await readBrowser(c, saleId);
  if (!read.ok) return problemResponse(c, read.error);
  if (!isSaleId(saleId)) return problemResponse(c, problemOf({ kind: "sale-unknown" }));
  return await withSlot(
    c,
    { shop: read.value.request.shop, saleId },
    { read: async () => read, work: () => answerTo(c, read) },
  );
}

async function answerTo(c: HttpContext, read: Read): Promise<Response> {
  if (!read.ok) return problemResponse(c, read.error);
  return await keptResponse(c, await attemptCheckout(depsOf(c), read.value.request, read.value.call));
}

async function readShop({ c, shop }: ShopCall, saleId: string): Promise<Read> {
  const command = await readShopCommand({ c, shop }, shopCheckoutBody);
  if (!command.ok) return command;
  const { call, body: checkout } = command.value;
  return ok({
    request: { shop: shop.id, saleId, checkout, address: checkout.client?.ip, forBrowser: false, nowMs: Date.now() },
    call,
  });
}

async function readBrowser(c: HttpContext, saleId: string): Promise<Read> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return err(limited);
  const key = idempotencyKey(c);
  if (!key.ok) return key;
  const nowMs = Date.now();
  const read = await readVouched(c, browserCheckoutBody);
  if (!read.ok) return read;
  const { shop, account, order, json } = read.value;
  const checkout = { ...order, account };
  return ok({
    request: {
      shop,
      saleId,
      checkout,
      address: clientAddress(c),
      edge: await browserRequest(c, nowMs),
      forBrowser: true,
      nowMs,
    },
    call: repeatable(c, { caller: `${shop}/${account.id}`, key: key.value, body: json }),
  });
}
