import { parseRecordId } from "../../domain/ids.ts";
import { tokenKeysOf } from "../../platform/token-keys.ts";
import { settleChallengeAnswer, settleChallengeBody } from "../../wire/checkout.ts";
import { problemOf } from "../../wire/problem.ts";
import type { HttpContext } from "../env.ts";
import { problemResponse, replyResponse } from "../respond.ts";
import type { Route } from "../route.ts";
import { readShopCommand, runKept } from "../shop-command.ts";

export const settleChallengeRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/challenges/{challengeId}",
  operationId: "settleChallenge",
  summary: "Say that the buyer settled the challenge",
  description:
    "The shop asserts it with its key, for example after its own one-time code. The next checkout brings the challengeToken, and the retryVisitToken in place of the visit's.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: settleChallengeBody,
  answer: settleChallengeAnswer,
  problems: ["sale-unknown", "challenge-unknown"],
  handle: settle,
};

async function settle(c: HttpContext): Promise<Response> {
  const command = await readShopCommand(c, settleChallengeBody);
  if (!command.ok) return problemResponse(c, command.error);
  const saleId = c.req.param("saleId") ?? "";
  const challengeId = c.req.param("challengeId") ?? "";
  if (parseRecordId("chl", challengeId)?.saleId !== saleId) {
    return problemResponse(c, problemOf({ kind: "challenge-unknown" }));
  }
  const { secretKid } = await tokenKeysOf(c.get("config"));
  const settled = await runKept(c, saleId, command.value, (sale, call) =>
    sale.settleChallenge(call, { shop: command.value.shop.id, challengeId }, secretKid),
  );
  return settled.ok ? await replyResponse(c, settled.value) : problemResponse(c, settled.error);
}
