import { type RefusedToken, verifyOnce } from "../../app/token/verify-once.ts";
import { IDEMPOTENCY_KEY_LENGTH_MAX } from "../../domain/limits.ts";
import { shopOfKey } from "../../platform/callers/shop-keys.ts";
import { parseJson } from "../../wire/json.ts";
import { siteverifyAnswer, siteverifyBody } from "../../wire/token.ts";
import { SHOP_KEY_IN_BROWSER } from "../caller.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { exceedsPublicLimit } from "../public-limit.ts";
import { readText } from "../read-body.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";

/** Turnstile's error codes, as far as they can occur here. */
type ErrorCode =
  | "missing-input-secret"
  | "invalid-input-secret"
  | "missing-input-response"
  | "bad-request"
  | RefusedToken;

export const siteverifyRoute: Route = {
  method: "post",
  path: "/v1/siteverify",
  operationId: "siteverify",
  summary: "Verify an allow token the way Turnstile's siteverify does",
  description:
    "For plug-ins that already speak it: form or JSON with `secret` (the shop key), `response` (the token), `remoteip`, `idempotency_key`. Answers 200 whatever it says of the token; a page that calls, and an address that tries too many wrong secrets, are refused. A token verifies once; verifying neither sells the hold nor stands in the way of redeeming.",
  tag: "Shop",
  caller: "anybody",
  form: siteverifyBody,
  answer: siteverifyAnswer,
  problems: ["shop-key-in-browser", "rate-limited"],
  handle: siteverify,
};

async function siteverify(c: HttpContext): Promise<Response> {
  if (c.req.header("origin") !== undefined) return problemResponse(c, SHOP_KEY_IN_BROWSER);
  const fields = await readFields(c.req.raw);
  if (fields === undefined) return await unproved(c, "bad-request");
  const secret = fields.get("secret") ?? "";
  const response = fields.get("response") ?? "";
  if (secret === "") return await unproved(c, "missing-input-secret");
  const shop = shopOfKey(c.get("config"), secret);
  if (shop === undefined) return await unproved(c, "invalid-input-secret");
  c.set("shop", shop);
  const key = fields.get("idempotency_key");
  if (key !== undefined && key.length > IDEMPOTENCY_KEY_LENGTH_MAX) return refused("bad-request");
  if (response === "") return refused("missing-input-response");
  const verified = await verifyOnce(depsOf(c), shop.id, { token: response, idempotencyKey: key });
  if (!verified.ok) return refused(verified.error);
  const { iat, sale, hold, test } = verified.value;
  return jsonResponse({
    success: true,
    challenge_ts: new Date(iat * 1000).toISOString(),
    hostname: shop.hostname,
    "error-codes": [],
    action: sale,
    cdata: hold,
    ...(test === undefined ? {} : { test }),
  });
}

/** A caller without a shop key is a member of the public: its failures count against the limit of its network. */
async function unproved(c: HttpContext, code: ErrorCode): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  return limited === undefined ? refused(code) : problemResponse(c, limited);
}

function refused(code: ErrorCode): Response {
  return jsonResponse({ success: false, "error-codes": [code] });
}

/** Reads a form or a JSON object of strings; undefined for anything else. Other fields are let pass, as Turnstile does. */
async function readFields(request: Request): Promise<Map<string, string> | undefined> {
  const text = await readText(request);
  if (!text.ok) return undefined;
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType === "application/x-www-form-urlencoded") return new Map(new URLSearchParams(text.value));
  if (mediaType === "multipart/form-data") return await readMultipart(request.headers, text.value);
  const json = parseJson(text.value);
  if (!json.ok || typeof json.value !== "object" || json.value === null || Array.isArray(json.value)) return undefined;
  return new Map(
    Object.entries(json.value).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

async function readMultipart(headers: Headers, text: string): Promise<Map<string, string> | undefined> {
  try {
    const form = await new Response(text, {
      headers: { "content-type": headers.get("content-type") ?? "" },
    }).formData();
    return new Map([...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : [])));
  } catch {
    return undefined;
  }
}
