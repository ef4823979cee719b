import type * as z from "zod";
import { findPublicSale } from "../../app/public-sale.ts";
import { verifySettlement } from "../../app/verify-settlement.ts";
import { parseRecordId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { verifyVisitToken } from "../../platform/tokens/tokens.ts";
import { settleChallengeAnswer, settleChallengeBody } from "../../wire/checkout.ts";
import { type Problem, problemOf } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyKey } from "../idempotency.ts";
import { clientAddress, exceedsPublicLimit } from "../public-limit.ts";
import { type ReadBody, readBody } from "../read-body.ts";
import { problemResponse, replyResponse } from "../respond.ts";
import type { Route, ShopCall, ShopOrBrowserCall } from "../route.ts";
import { readShopCommand, runKept } from "../shop-command.ts";

export const settleChallengeRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/challenges/{challengeId}",
  operationId: "settleChallenge",
  summary: "Settle a challenge in one of its ways",
  description:
    "The shop says with its key that its customer entered a one-time code (`shop_otp`); the buyer's browser brings a proof of work or what Turnstile gave. The next checkout brings the challengeToken, and the retryVisitToken in place of the visit's.",
  tag: "Shop",
  caller: "shop or browser",
  keyed: true,
  body: settleChallengeBody,
  answer: settleChallengeAnswer,
  problems: [
    "sale-unknown",
    "challenge-unknown",
    "challenge-settled",
    "kind-not-offered",
    "visit-changed",
    "solution-rejected",
    "challenge-unverified",
    "rate-limited",
  ],
  handle: settle,
};

/** Who settles a challenge: the shop that owns the sale, and under which name its calls are told apart. */
type Caller = {
  readonly shop: string;
  readonly name: string;
  readonly key: string;
  readonly body: ReadBody<z.infer<typeof settleChallengeBody>>;
};

async function settle({ c, shop: calling }: ShopOrBrowserCall): Promise<Response> {
  const saleId = c.req.param("saleId") ?? "";
  const challengeId = c.req.param("challengeId") ?? "";
  const caller = calling === undefined ? await readBrowser(c, saleId) : await readShop({ c, shop: calling });
  if (!caller.ok) return problemResponse(c, caller.error);
  const { shop, name, key, body } = caller.value;
  if (parseRecordId("chl", challengeId)?.saleId !== saleId) {
    return problemResponse(c, problemOf({ kind: "challenge-unknown" }));
  }
  const verified = await verifySettlement(depsOf(c), {
    challengeId,
    settlement: body.value,
    idempotencyKey: key,
    address: c.req.header("cf-connecting-ip") === undefined ? undefined : clientAddress(c),
  });
  if (!verified.ok) return problemResponse(c, verified.error);
  const keys = await tokenKeysOf(c.get("config"));
  const { kind } = body.value;
  const visitToken = body.value.kind === "shop_otp" ? undefined : body.value.visitToken;
  const visit = visitToken === undefined ? undefined : await verifyVisitToken(keys, visitToken);
  const settled = await runKept(c, saleId, { shop: { id: name }, key, body }, (sale, call) =>
    sale.settleChallenge(call, { shop, challengeId, kind, visit }, keys.secretKid),
  );
  return settled.ok ? await replyResponse(c, settled.value) : problemResponse(c, settled.error);
}

async function readShop(call: ShopCall): Promise<Result<Caller, Problem>> {
  const command = await readShopCommand(call, settleChallengeBody);
  if (!command.ok) return command;
  const { shop, key, body } = command.value;
  return ok({ shop: shop.id, name: shop.id, key, body });
}

async function readBrowser(c: HttpContext, saleId: string): Promise<Result<Caller, Problem>> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return err(limited);
  const key = idempotencyKey(c);
  if (!key.ok) return key;
  const body = await readBody(c, settleChallengeBody);
  if (!body.ok) return body;
  if (body.value.value.kind === "shop_otp") {
    return err({
      slug: "unauthorized",
      detail: "Only the shop can say that a code was entered: send Authorization: Bearer <shop key> from its backend.",
    });
  }
  const view = await findPublicSale(depsOf(c), saleId, Date.now());
  if (!view.ok) return view;
  const { shop } = view.value.sale;
  return ok({ shop, name: `${shop}/browser`, key: key.value, body: body.value });
}
