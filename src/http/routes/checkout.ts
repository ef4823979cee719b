import { findPublicSale } from "../../app/public-sale.ts";
import { asRegistered } from "../../app/registration/as-registered.ts";
import { callSaleWithPepper } from "../../app/sale-call.ts";
import { verifiableKinds } from "../../app/verifiable-kinds.ts";
import { judgeVisit } from "../../app/visit/judge-visit.ts";
import type { Checkout } from "../../domain/checkout.ts";
import { identify, needsPhoneCountry } from "../../domain/identity/identify.ts";
import { isSaleId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { RegisteredBuyer } from "../../domain/sale/calling/calling.ts";
import { type CheckoutRequest, holderKeyOf, prepareAttempt } from "../../domain/sale/commands/prepare-attempt.ts";
import { deriveSignals, PAST_SIGNALS } from "../../domain/signals/catalogue.ts";
import { liveCutSeq } from "../../platform/buyers/live-cuts.ts";
import { askPastSales } from "../../platform/buyers/past-sales.ts";
import { servedModels } from "../../platform/model/model-source.ts";
import { scoreSignals } from "../../platform/model/score-signals.ts";
import { livePolicyHash } from "../../platform/policy/live-policy-hash.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { verifyChallengeToken } from "../../platform/tokens/tokens.ts";
import { anyCheckoutAnswer, anyCheckoutBody, browserCheckoutBody, shopCheckoutBody } from "../../wire/checkout.ts";
import { type Problem, problemOf } from "../../wire/problem.ts";
import { admit, CHECKOUT_PATH } from "../checkout/admission.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyKey, idempotencyOf } from "../idempotency.ts";
import { clientAddress, exceedsPublicLimit } from "../public-limit.ts";
import type { ReadBody } from "../read-body.ts";
import { problemResponse, replyResponse } from "../respond.ts";
import type { Route, ShopCall, ShopOrBrowserCall } from "../route.ts";
import { readShopCommand } from "../shop-command.ts";
import { readVouched } from "../vouched-body.ts";

export const checkoutRoute: Route = {
  method: "post",
  path: CHECKOUT_PATH,
  operationId: "checkout",
  summary: "Ask whether this buyer may buy, and hold the units if so",
  description:
    "A refusal to sell is an answer, not an error: it is a 200 with a verdict. Only `buyer` is meant for the buyer's browser. Of an account that was refused many times further refusals are answered the same and counted alone: their `decisionId` names nothing, and a repeat is decided anew. Called from a browser with an `accountToken` instead of a shop key, the answer is `allocation`, `allowToken`, `challenge` and `buyer` alone.",
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
type ReadCall = {
  readonly request: CheckoutRequest;
  readonly key: string;
  readonly json: ReadBody<unknown>["json"];
};
type Read = Result<ReadCall, Problem>;

async function checkout({ c, shop }: ShopOrBrowserCall): Promise<Response> {
  const saleId = c.req.param("saleId") ?? "";
  return await (shop === undefined ? ofBrowser(c, saleId) : ofShop({ c, shop }, saleId));
}

/** A shop proves itself by a header, so that it is admitted before its body is read. */
async function ofShop({ c, shop }: ShopCall, saleId: string): Promise<Response> {
  if (!isSaleId(saleId)) return problemResponse(c, problemOf({ kind: "sale-unknown" }));
  const call = { read: () => readShop({ c, shop }, saleId), work: (read: Read) => answerTo(c, read) };
  return await admit(c, { shop: shop.id, saleId }, call);
}

/** A browser proves itself by what is in its body. */
async function ofBrowser(c: HttpContext, saleId: string): Promise<Response> {
  const read = await readBrowser(c, saleId);
  if (!read.ok) return problemResponse(c, read.error);
  if (!isSaleId(saleId)) return problemResponse(c, problemOf({ kind: "sale-unknown" }));
  return await admit(
    c,
    { shop: read.value.request.shop, saleId },
    { read: async () => read, work: () => answerTo(c, read) },
  );
}

async function answerTo(c: HttpContext, read: Read): Promise<Response> {
  return read.ok ? await attempt(c, read.value) : problemResponse(c, read.error);
}

/** A sale's country never changes, so that it may be read where the public reads the sale. */
async function phoneCountryOf(c: HttpContext, saleId: string, order: Checkout): Promise<string | undefined> {
  if (!needsPhoneCountry(order)) return undefined;
  const sale = await findPublicSale(depsOf(c), saleId, Date.now());
  return sale.ok ? sale.value.sale.definition.phoneCountry : undefined;
}

async function attempt(c: HttpContext, { request, key, json }: ReadCall): Promise<Response> {
  const config = c.get("config");
  const keys = await tokenKeysOf(config);
  const { shop, saleId, checkout: order, forBrowser } = request;
  const deps = depsOf(c);
  const inTheirName = asRegistered(deps, { saleId, shop, account: order.account });
  const [policyHash, cutSeq, visit, challenge] = await Promise.all([
    livePolicyHash(c.env),
    liveCutSeq(c.env),
    judgeVisit(config, keys, request),
    order.challengeToken === undefined ? undefined : verifyChallengeToken(keys, order.challengeToken),
  ]);
  const identity = identify(order, await phoneCountryOf(c, saleId, order));
  const past = askPastSales(c.env.DB, config, {
    shop,
    values: identity.values,
    context: {
      emailVerified: order.account.verified?.includes("email") === true,
      phoneVerified: order.account.verified?.includes("phone") === true,
      holderKey: holderKeyOf(visit),
    },
  });
  const commandWith = prepareAttempt({
    request,
    identity,
    visit,
    challengeId: challenge?.sale === saleId ? challenge.jti : undefined,
    scorer: (signals) => scoreSignals(servedModels(), signals),
    deployment: {
      challengeKinds: verifiableKinds(config),
    },
  });
  const call = { caller: forBrowser ? `${shop}/${order.account.id}` : shop, key, body: json };
  const attemptAs = (registered: RegisteredBuyer | undefined) =>
    callSaleWithPepper(deps, saleId, async (sale, pepper) => {
      const command = { ...commandWith(pepper), registered };
      const earlier = await past;
      return await sale.attempt(
        {
          idempotency: idempotencyOf(c, call, pepper),
          instance: c.get("requestId"),
          issuer: config.issuer,
          kids: { allow: keys.activeKid, visit: keys.secretKid },
          forBrowser,
        },
        JSON.stringify(earlier === undefined ? command : { ...command, past: deriveSignals(PAST_SIGNALS, earlier) }),
        policyHash,
        cutSeq,
      );
    });
  const replied = await inTheirName(attemptAs);
  return replied.ok ? await replyResponse(c, replied.value) : problemResponse(c, replied.error);
}

async function readShop({ c, shop }: ShopCall, saleId: string): Promise<Read> {
  const command = await readShopCommand({ c, shop }, shopCheckoutBody);
  if (!command.ok) return command;
  const { key, body } = command.value;
  const checkout = body.value;
  return ok({
    request: { shop: shop.id, saleId, checkout, address: checkout.client?.ip, forBrowser: false, nowMs: Date.now() },
    key,
    json: body.json,
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
    request: { shop, saleId, checkout, address: clientAddress(c), forBrowser: true, nowMs },
    key: key.value,
    json,
  });
}
