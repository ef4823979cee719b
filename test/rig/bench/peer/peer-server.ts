import { createHash, createPrivateKey, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { SignJWT } from "jose";
import { Engine } from "json-rules-engine";
import type { buyerCheckout } from "../../shared/buyer.ts";
import { TEN_RULES } from "../rules/ten-rules.ts";
import { type RedisClient, redisClient } from "./redis-client.ts";

// A program of its own, as a shop would run it: one Node process in front of one Redis.

type Checkout = ReturnType<typeof buyerCheckout>;
type Reserved = { readonly holdId: string; readonly replayed: boolean } | { readonly refused: string };

const HOLD_SECONDS = 300;
const PER_KEY_MAX = "2";
const HOUR_MS = 3_600_000;

/**
 * The whole write of a checkout, which Redis runs alone: the reply under the key of the call where there is one, limits of each
 * identifier, one unit of the stock, the hold, and the reply. KEYS: reply, stock, hold, then a counter of units and a set of
 * accounts for each identifier. ARGV: account, units at most, seconds of the hold, hold id, text of the record.
 */
const RESERVE = `
local earlier = redis.call('GET', KEYS[1])
if earlier then return {'replayed', earlier} end
for i = 4, #KEYS, 2 do
  if tonumber(redis.call('GET', KEYS[i]) or '0') + 1 > tonumber(ARGV[2]) then return {'refused', 'limit_reached'} end
end
if tonumber(redis.call('GET', KEYS[2]) or '0') < 1 then return {'refused', 'sold_out'} end
redis.call('DECR', KEYS[2])
for i = 4, #KEYS, 2 do
  redis.call('INCR', KEYS[i])
  redis.call('SADD', KEYS[i + 1], ARGV[1])
end
redis.call('SET', KEYS[3], ARGV[5], 'EX', ARGV[3])
redis.call('SET', KEYS[1], ARGV[4], 'EX', 86400)
return {'held', ARGV[4]}`;

const [socket = "", units = "", rowBytes = "", jwk = ""] = process.argv.slice(2);
const redis = await redisClient(socket);
const [script] = await redis.pipeline(["SCRIPT", "LOAD", RESERVE], ["SET", "stock", units]);
const signingKey = createPrivateKey({ key: JSON.parse(jwk), format: "jwk" });
const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    response.writeHead(500).end(String(error));
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const checkout: Checkout = JSON.parse(await text(request));
  const identifiers = identifiersOf(checkout);
  const fired = await firedRules(await factsOf(redis, checkout, identifiers));
  const reserved =
    fired.length > 0
      ? { refused: "denied" }
      : await reserve(checkout, identifiers, String(request.headers["idempotency-key"]));
  if ("refused" in reserved) {
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(reserved));
    return;
  }
  const allowToken = await new SignJWT({ sub: checkout.account.id, jti: reserved.holdId })
    .setProtectedHeader({ alg: "EdDSA", typ: "allow+jwt" })
    .setIssuedAt()
    .sign(signingKey);
  const body = { verdict: "allow", allocation: { status: "held", holdId: reserved.holdId }, allowToken };
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

/** Identifiers as they were sent, in one spelling as far as case and blanks go: kind and a short hash. */
function identifiersOf({ account, device, payment, shippingAddress }: Checkout): readonly string[] {
  const { lines, city, postalCode, country } = shippingAddress;
  return [
    ["account", account.id],
    ["device", device.id],
    ["payment", payment.fingerprint],
    ["email", account.email],
    ["phone", account.phone],
    ["household", [...lines, city, postalCode, country].join(" ")],
  ].map(([kind, value = ""]) => {
    const hash = createHash("sha256").update(value.toLowerCase().replaceAll(/\s+/g, " ")).digest("base64url");
    return `${kind}:${hash.slice(0, 22)}`;
  });
}

/** One pipelined read of all that the rules ask for. */
async function factsOf(from: RedisClient, { account, channel }: Checkout, identifiers: readonly string[]) {
  const [own = ""] = identifiers;
  const minute = `${own}:minute:${Math.floor(Date.now() / 60_000)}`;
  const read = await from.pipeline(
    ["INCR", minute],
    ["EXPIRE", minute, "60"],
    ...identifiers.flatMap((name) => [
      ["GET", `${name}:units`],
      ["SCARD", `${name}:accounts`],
    ]),
  );
  const facts: { [name: string]: unknown } = {
    channel,
    "order.fulfilment": "delivery",
    "visit.state": "absent",
    "email.disposable": false,
    "email.aliased": account.email.includes("+"),
    "account.age_hours": (Date.now() - Date.parse(account.createdAt)) / HOUR_MS,
    "account.attempts_last_minute": read[0],
  };
  for (const [at, name] of identifiers.entries()) {
    const kind = name.slice(0, name.indexOf(":"));
    facts[`${kind}.units_in_sale`] = Number(read[2 + at * 2] ?? 0);
    facts[`${kind}.other_accounts_in_sale`] = Number(read[3 + at * 2]);
    facts[`${kind}.other_accounts_attempted`] = Number(read[3 + at * 2]);
  }
  return facts;
}

async function firedRules(facts: { [name: string]: unknown }): Promise<readonly string[]> {
  engine ??= rulesEngine();
  const { events } = await engine.run(facts);
  return events.map(({ type }) => type);
}

let engine: Engine | undefined;
function rulesEngine(): Engine {
  const made = new Engine([], { allowUndefinedFacts: true });
  for (const { id, all } of TEN_RULES) made.addRule({ conditions: { all: [...all] }, event: { type: id } });
  return made;
}

async function reserve(checkout: Checkout, identifiers: readonly string[], key: string): Promise<Reserved> {
  const holdId = `hold_${randomUUID()}`;
  const keys = [
    `reply:${key}`,
    "stock",
    `hold:${holdId}`,
    ...identifiers.flatMap((name) => [`${name}:units`, `${name}:accounts`]),
  ];
  const record = JSON.stringify(checkout).padEnd(Number(rowBytes), " ");
  const [reply] = await redis.pipeline([
    ...["EVALSHA", String(script), String(keys.length), ...keys],
    ...[checkout.account.id, PER_KEY_MAX, String(HOLD_SECONDS), holdId, record],
  ]);
  if (!Array.isArray(reply)) throw reply instanceof Error ? reply : new Error(`Redis answered ${String(reply)}`);
  const [status, value] = reply;
  return status === "refused" ? { refused: String(value) } : { holdId: String(value), replayed: status === "replayed" };
}
