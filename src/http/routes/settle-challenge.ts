import type * as z from "zod";
import { settleChallenge } from "../../app/challenge/settle-challenge.ts";
import type { RepeatableCall } from "../../app/kept-call.ts";
import { findPublicSale } from "../../app/public-sale.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { settleChallengeAnswer, settleChallengeBody } from "../../wire/checkout.ts";
import type { Problem } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyKey, repeatable } from "../idempotency.ts";
import { clientAddress, exceedsPublicLimit } from "../public-limit.ts";
import { readBody } from "../read-body.ts";
import { keptResponse, problemResponse } from "../respond.ts";
import type { Route, ShopCall, ShopOrBrowserCall } from "../route.ts";
import { readShopCommand } from "../shop-command.ts";

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

/** Who settles a challenge, and with what. */
type Settling = {
  /** The shop that owns the sale. */
  readonly shop: string;
  readonly settlement: z.infer<typeof settleChallengeBody>;
  readonly call: RepeatableCall;
};

async function settle({ c, shop: calling }: ShopOrBrowserCall): Promise<Response> {
  const saleId = c.req.param("saleId") ?? "";
  const settling = calling === undefined ? await readBrowser(c, saleId) : await readShop({ c, shop: calling });
  if (!settling.ok) return problemResponse(c, settling.error);
  const { call, ...brought } = settling.value;
  const challengeId = c.req.param("challengeId") ?? "";
  const address = c.req.header("cf-connecting-ip") === undefined ? undefined : clientAddress(c);
  return await keptResponse(c, await settleChallenge(depsOf(c), { saleId, challengeId, address, ...brought }, call));
}

async function readShop(calling: ShopCall): Promise<Result<Settling, Problem>> {
  const command = await readShopCommand(calling, settleChallengeBody);
  if (!command.ok) return command;
  const { call, body } = command.value;
  return ok({ shop: calling.shop.id, settlement: body, call });
}

async function readBrowser(c: HttpContext, saleId: string): Promise<Result<Settling, Problem>> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return err(limited);
  const key = idempotencyKey(c);
  if (!key.ok) return key;
  const body = await readBody(c, settleChallengeBody);
  if (!body.ok) return body;
  const { value: settlement, json } = body.value;
  if (settlement.kind === "shop_otp") {
    return err({
      slug: "unauthorized",
      detail: "Only the shop can say that a code was entered: send Authorization: Bearer <shop key> from its backend.",
    });
  }
  const view = await findPublicSale(depsOf(c), saleId, Date.now());
  if (!view.ok) return view;
  const { shop } = view.value.sale;
  return ok({ shop, settlement, call: repeatable(c, { caller: `${shop}/browser`, key: key.value, body: json }) });
}
