import type * as z from "zod";
import { callSaleWithPepper } from "../../app/sale-call.ts";
import type { Json } from "../../domain/canonical-json.ts";
import type { Checkout } from "../../domain/checkout.ts";
import { identify } from "../../domain/identity/identify.ts";
import { isSaleId } from "../../domain/ids.ts";
import { assert, err, ok, type Result } from "../../domain/result.ts";
import { verifyAccountToken } from "../../platform/account-token.ts";
import { liveCutSeq } from "../../platform/live-cuts.ts";
import { livePolicyHash } from "../../platform/live-policy-hash.ts";
import { askPastSales } from "../../platform/past-sales.ts";
import { tokenKeysOf } from "../../platform/token-keys.ts";
import { verifyChallengeToken } from "../../platform/tokens.ts";
import { anyCheckoutAnswer, anyCheckoutBody, browserCheckoutBody, shopCheckoutBody } from "../../wire/checkout.ts";
import { type Problem, problemOf } from "../../wire/problem.ts";
import { inSeat, type Seat } from "../admission.ts";
import { judgeVisit } from "../checkout/judge-visit.ts";
import { holderKeyOf, prepareAttempt, withPastSales } from "../checkout/prepare-attempt.ts";
import { SALE_IS_FULL } from "../checkout/turn-away.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyKey, idempotencyOf } from "../idempotency.ts";
import { clientAddress, exceedsPublicLimit } from "../public-limit.ts";
import { type ReadBody, readBody } from "../read-body.ts";
import { problemResponse, replyResponse } from "../respond.ts";
import type { Route, ShopCall, ShopOrBrowserCall } from "../route.ts";
import { readShopCommand } from "../shop-command.ts";

/** A body that is not here by then is waited for without a seat. */
const BODY_PROMPT_MS = 100;

export const checkoutRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/checkouts",
  operationId: "checkout",
  summary: "Ask whether this buyer may buy, and hold the units if so",
  description:
    "A refusal to sell is an answer, not an error: it is a 200 with a verdict. Only `buyer` is meant for the buyer's browser. Called from a browser with an `accountToken` instead of a shop key, the answer is `allocation`, `allowToken`, `challenge` and `buyer` alone.",
  tag: "Shop",
  caller: "shop or browser",
  keyed: true,
  body: anyCheckoutBody,
  answer: anyCheckoutAnswer,
  problems: ["sale-unknown", "sale-not-open", "rate-limited", "policy-unavailable", "overloaded"],
  handle: checkout,
};

/** A checkout and who vouches for its account: the shop itself, or a token of the shop in a browser's hands. */
type Caller = {
  readonly shop: string;
  readonly forBrowser: boolean;
  readonly key: string;
  readonly checkout: Checkout;
  readonly json: ReadBody<unknown>["json"];
  /** The buyer's network address: the edge's word for a browser, the shop's word otherwise. */
  readonly address: string | undefined;
};

async function checkout({ c, shop }: ShopOrBrowserCall): Promise<Response> {
  const saleId = c.req.param("saleId") ?? "";
  return await (shop === undefined ? ofBrowser(c, saleId) : ofShop({ c, shop }, saleId));
}

/** A shop proves itself by a header, so that it has its seat before its body is read. */
async function ofShop({ c, shop }: ShopCall, saleId: string): Promise<Response> {
  if (!isSaleId(saleId)) return problemResponse(c, problemOf({ kind: "sale-unknown" }));
  const seat: Seat = { shop: shop.id, saleId };
  const answer = await seated(c, seat, async () => {
    const reading = readShop({ c, shop });
    const read = await Promise.race([reading, scheduler.wait(BODY_PROMPT_MS).then(() => undefined)]);
    return read === undefined ? { reading } : await answerTo(c, saleId, read);
  });
  if (answer instanceof Response) return answer;
  // A slow client reads outside, or a few of them would fill the sale.
  const read = await answer.reading;
  return await seated(c, seat, () => answerTo(c, saleId, read));
}

/** A browser proves itself by what is in its body. */
async function ofBrowser(c: HttpContext, saleId: string): Promise<Response> {
  const read = await readBrowser(c);
  if (!read.ok) return problemResponse(c, read.error);
  if (!isSaleId(saleId)) return problemResponse(c, problemOf({ kind: "sale-unknown" }));
  return await seated(c, { shop: read.value.shop, saleId }, () => answerTo(c, saleId, read));
}

/** Works on a checkout in a seat of its sale, or says that there is none. */
async function seated<T>(c: HttpContext, seat: Seat, work: () => Promise<T>): Promise<T | Response> {
  const worked = inSeat(seat, c.get("config").attemptsInFlightMax, work);
  if (worked === undefined) return problemResponse(c, SALE_IS_FULL);
  // The runtime drops what a client no longer waits for, and would never come to leave: the sale would fill up for good.
  c.executionCtx.waitUntil(worked.catch(() => undefined));
  return await worked;
}

async function answerTo(c: HttpContext, saleId: string, read: Result<Caller, Problem>): Promise<Response> {
  return read.ok ? await attempt(c, saleId, read.value) : problemResponse(c, read.error);
}

async function attempt(c: HttpContext, saleId: string, caller: Caller): Promise<Response> {
  const config = c.get("config");
  const keys = await tokenKeysOf(config);
  const { shop, checkout: order, address, forBrowser } = caller;
  const nowMs = Date.now();
  const [policyHash, cutSeq, visit, challenge] = await Promise.all([
    livePolicyHash(c.env),
    liveCutSeq(c.env),
    judgeVisit(config, keys, { checkout: order, saleId, address, nowMs }),
    order.challengeToken === undefined ? undefined : verifyChallengeToken(keys, order.challengeToken),
  ]);
  const challengeId = challenge?.sale === saleId ? challenge.jti : undefined;
  const identity = identify(order);
  const past = askPastSales(c.env.DB, config, {
    shop,
    values: identity.values,
    context: {
      emailVerified: order.account.verified?.includes("email") === true,
      phoneVerified: order.account.verified?.includes("phone") === true,
      holderKey: holderKeyOf(visit),
    },
  });
  const commandWith = prepareAttempt(config, keys, {
    shop,
    saleId,
    checkout: order,
    identity,
    forBrowser,
    visit,
    challengeId,
    nowMs,
  });
  const call = { caller: forBrowser ? `${shop}/${order.account.id}` : shop, key: caller.key, body: caller.json };
  const outcome = await callSaleWithPepper(depsOf(c), saleId, async (sale, pepper) => {
    const command = commandWith(pepper, idempotencyOf(c, call, pepper));
    return await sale.attempt(JSON.stringify(withPastSales(command, await past)), policyHash, cutSeq);
  });
  return outcome.ok ? await replyResponse(c, outcome.value) : problemResponse(c, outcome.error);
}

async function readShop({ c, shop }: ShopCall): Promise<Result<Caller, Problem>> {
  const command = await readShopCommand({ c, shop }, shopCheckoutBody);
  if (!command.ok) return command;
  const { key, body } = command.value;
  return ok({
    shop: shop.id,
    forBrowser: false,
    key,
    checkout: body.value,
    json: body.json,
    address: body.value.client?.ip,
  });
}

async function readBrowser(c: HttpContext): Promise<Result<Caller, Problem>> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return err(limited);
  const key = idempotencyKey(c);
  if (!key.ok) return key;
  const body = await readBody(c, browserCheckoutBody);
  if (!body.ok) return missingAccount(body.error);
  const { accountToken, ...order }: z.infer<typeof browserCheckoutBody> = body.value.value;
  const vouched = await verifyAccountToken(c.get("config"), accountToken, Date.now());
  if (vouched === undefined) return err(UNPROVED);
  const { shop, account } = vouched;
  return ok({
    shop,
    forBrowser: true,
    key: key.value,
    checkout: { ...order, account },
    json: vouchedJson(body.value.json, account.id),
    address: clientAddress(c),
  });
}

/**
 * The request as its repeat is known by: the account in place of the token that vouches for it, which a page renews every few
 * minutes. Whoever lost the answer gets it again.
 */
function vouchedJson(json: Json, account: string): Json {
  assert(
    typeof json === "object" && json !== null && !Array.isArray(json),
    "a body that its schema accepted is an object",
  );
  return { ...json, accountToken: account };
}

const UNPROVED: Problem = {
  slug: "unauthorized",
  detail: "Send Authorization: Bearer <shop key> from a shop's backend, or an accountToken of the shop from a browser.",
};

/** Without a shop key the one thing that a caller must not forget is its account token. */
function missingAccount(problem: Problem): Result<never, Problem> {
  const lacksToken = problem.errors?.some(({ pointer }) => pointer === "/accountToken") ?? false;
  return err(lacksToken ? UNPROVED : problem);
}
