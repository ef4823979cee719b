import { parseRecordId } from "../../domain/ids.ts";
import { CHALLENGE_TTL_MS } from "../../domain/limits.ts";
import { newPuzzle } from "../../platform/challenges/proof-of-work.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { challengeAnswer } from "../../wire/checkout.ts";
import { problemOf } from "../../wire/problem.ts";
import type { HttpContext } from "../env.ts";
import { exceedsPublicLimit } from "../public-limit.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
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
  const challengeId = c.req.param("challengeId") ?? "";
  const parsed = parseRecordId("chl", challengeId);
  const nowMs = Date.now();
  const expiresAtMs = (parsed?.madeAtMs ?? 0) + CHALLENGE_TTL_MS;
  const isOpen = nowMs < expiresAtMs && expiresAtMs <= nowMs + CHALLENGE_TTL_MS;
  if (parsed?.saleId !== c.req.param("saleId") || !isOpen) {
    return problemResponse(c, problemOf({ kind: "challenge-unknown" }));
  }
  const config = c.get("config");
  return jsonResponse({
    id: challengeId,
    expiresAt: new Date(expiresAtMs).toISOString(),
    proofOfWork: await newPuzzle(await tokenKeysOf(config), { challengeId, expiresAtMs }),
    ...(config.turnstile === undefined ? {} : { turnstile: { siteKey: config.turnstile.siteKey } }),
  });
}
