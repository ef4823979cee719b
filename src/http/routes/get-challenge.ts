import { showChallenge } from "../../app/challenge/show-challenge.ts";
import { challengeAnswer } from "../../wire/checkout.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { exceedsPublicLimit } from "../public-limit.ts";
import { problemResponse, resultResponse } from "../respond.ts";
import type { Route } from "../route.ts";

export const getChallengeRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/challenges/{challengeId}",
  operationId: "getChallenge",
  summary: "What a browser needs to settle a challenge",
  description:
    "Called by the buyer's browser with the id from the checkout's answer, whose `kinds` say which of these ways count. The puzzle is bound to this challenge. No sale is asked: an id that no sale gave out gets a puzzle that settles nothing.",
  tag: "Public",
  caller: "anybody",
  answer: challengeAnswer,
  problems: ["challenge-unknown", "rate-limited"],
  handle: getChallenge,
};

async function getChallenge(c: HttpContext): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return problemResponse(c, limited);
  const asked = { saleId: c.req.param("saleId") ?? "", challengeId: c.req.param("challengeId") ?? "" };
  return resultResponse(c, await showChallenge(depsOf(c), asked));
}
