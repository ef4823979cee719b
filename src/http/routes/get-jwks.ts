import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { jwksAnswer } from "../../wire/service.ts";
import { jsonResponse } from "../respond.ts";
import type { Route } from "../route.ts";

/** Short enough that a new key is known everywhere well before it signs. */
const JWKS_MAX_AGE_SECONDS = 300;

export const getJwksRoute: Route = {
  method: "get",
  path: "/.well-known/jwks.json",
  operationId: "getJwks",
  summary: "Public keys of allow tokens",
  description:
    "For shops that verify allow tokens themselves. Keep them, and ask again for a `kid` that is not among them.",
  tag: "Public",
  caller: "anybody",
  answer: jwksAnswer,
  problems: ["method-not-allowed"],
  handle: async (c) =>
    jsonResponse((await tokenKeysOf(c.get("config"))).jwks, {
      "Cache-Control": `public, max-age=${JWKS_MAX_AGE_SECONDS}`,
      "Access-Control-Allow-Origin": "*",
    }),
};
