import { readFileSync } from "node:fs";
import { importJWK } from "jose";
import { newSecret, newSigningKey } from "../../../../src/dev/make-keys.ts";
import { canonicalJson } from "../../../../src/domain/canonical-json.ts";
import { identify } from "../../../../src/domain/identity/identify.ts";
import { pseudonymsFor } from "../../../../src/domain/identity/pseudonym.ts";
import { assert } from "../../../../src/domain/result.ts";
import { loadPolicy, policyAt } from "../../../../src/domain/rules/load-policy.ts";
import { attempt } from "../../../../src/domain/sale/commands/attempt.ts";
import { once } from "../../../../src/domain/sale/commands/once.ts";
import { NO_VISIT, prepareAttempt, type Scorer } from "../../../../src/domain/sale/commands/prepare-attempt.ts";
import { putSale } from "../../../../src/domain/sale/commands/put-sale.ts";
import { mapSaleStore } from "../../../../src/domain/sale/map-store.ts";
import type { StoredReply } from "../../../../src/domain/sale/reply.ts";
import { loadLiveModel } from "../../../../src/platform/model/live-model.ts";
import { scoreSignals } from "../../../../src/platform/model/score-signals.ts";
import type { TokenKeys } from "../../../../src/platform/tokens/token-keys.ts";
import { signToken } from "../../../../src/platform/tokens/tokens.ts";
import { shopCheckoutBody } from "../../../../src/wire/checkout.ts";
import { checkoutBody } from "../../../../src/wire/checkout-reply.ts";
import { parseJson } from "../../../../src/wire/json.ts";
import { putSaleBody, saleDefinition } from "../../../../src/wire/sale-terms.ts";
import { buyerCheckout } from "../../shared/buyer.ts";

/** Processor time of one step of a checkout. */
export type Stage = { readonly name: string; readonly processorMs: number };

const REPEATS = 2000;
const WARM_UP = 300;
/** A sale whose units are few for the tries of a minute is pressed, and asks for a proof where it should hold. */
const UNITS_PER_ATTEMPT = 100;
const SHOP = "bench-shop";
const SALE_ID = "bench";
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600 * 1000;

/**
 * Times the pure steps of a checkout one by one, in this process and with the code that the Worker runs, the sale's rows kept
 * in memory. What a checkout costs beyond their sum is HTTP, the runtime's calls, SQL and the commit.
 */
export async function timeStages(): Promise<Stage[]> {
  const nowMs = Date.now();
  const pepper = { epoch: "bench", key: Buffer.from(newSecret(), "base64url") };
  const idempotent = pseudonymsFor("idempotency", pepper);
  const policy = loadPolicy(JSON.parse(readFileSync("dist/policy.json", "utf8")), (_, value) => value);
  const model = loadLiveModel();
  assert(policy.ok && model.ok, "what the build has just made can be loaded");
  const store = mapSaleStore();
  const context = { store, nowMs, random: Math.random };
  const definition = saleDefinition(
    putSaleBody.parse({
      title: "Benchmark",
      sku: "BENCH",
      mode: "flash",
      units: (REPEATS + WARM_UP) * UNITS_PER_ATTEMPT,
      price: { amountMinor: 1399900, currency: "INR" },
      opensAt: new Date(nowMs - MINUTE_MS).toISOString(),
      closesAt: new Date(nowMs + DAY_MS).toISOString(),
    }),
  );
  putSale(context, { shop: SHOP, saleId: SALE_ID, definition, pepperEpoch: pepper.epoch });
  const tokenKeys = await benchTokenKeys();
  const kid = tokenKeys.activeKid;

  const texts = Array.from({ length: REPEATS + WARM_UP }, (_, n) => JSON.stringify(buyerCheckout(n)));
  const bodies = texts.map((text) => {
    const json = parseJson(text);
    assert(json.ok, "a buyer's checkout is strict JSON");
    return { json: json.value, checkout: shopCheckoutBody.parse(json.value) };
  });
  const at = <T>(values: readonly T[], n: number): T => {
    const value = values[n];
    assert(value !== undefined, "there is one for each repeat");
    return value;
  };
  const identities = bodies.map(({ checkout }) => identify(checkout));
  const scorer: Scorer = (signals) => scoreSignals({ live: model.value, shadow: undefined }, signals);
  const prepare = (n: number) =>
    prepareAttempt({
      request: { shop: SHOP, checkout: at(bodies, n).checkout, nowMs },
      identity: at(identities, n),
      visit: NO_VISIT,
      scorer,
      deployment: { challengeKinds: ["shop_otp"] },
    })(pepper);
  const commands = bodies.map((_, n) => prepare(n));
  const live = policyAt(policy.value, nowMs);
  const options = { issuer: "https://bench.example", kids: { allow: kid, visit: kid }, forBrowser: false };
  const call = (n: number) =>
    once(
      context,
      { scope: `scope ${n}`, fingerprint: "fingerprint", pepperEpoch: pepper.epoch },
      {
        run: () => attempt(context, live, at(commands, n)),
        recordOf: ({ written }) => written,
        render(outcome) {
          assert(outcome.ok, "the sale is open");
          return { status: 200, body: checkoutBody(outcome.value, options) };
        },
      },
    );
  const replyOf = (n: number) => store.findReply(`scope ${n}`);
  const steps: readonly (readonly [name: string, step: (n: number) => unknown])[] = [
    ["read and check the JSON", (n) => shopCheckoutBody.safeParse(readJson(at(texts, n)))],
    ["normalise identities", (n) => identify(at(bodies, n).checkout)],
    [
      "hash for idempotency",
      (n) => [idempotent("call", String(n)), idempotent("call", canonicalJson(at(bodies, n).json))],
    ],
    ["make pseudonyms, derive signals and score", prepare],
    ["of that, score", (n) => scorer([at(commands, n).withoutVisit.signals])],
    ["write the command as JSON and read it", (n) => JSON.parse(JSON.stringify(at(commands, n)))],
    ["decide, hold and answer", call],
    ["write the reply as JSON", (n) => JSON.stringify(replyOf(n))],
    ["sign the token", (n) => signToken(tokenKeys, tokenOf(replyOf(n)))],
  ];
  const stages: Stage[] = [];
  for (const [name, step] of steps) stages.push({ name, processorMs: await processorTime(step) });
  return stages;
}

async function benchTokenKeys(): Promise<TokenKeys> {
  const { kid = "", status: _, ...jwk } = await newSigningKey("active");
  const key = await importJWK(jwk, "EdDSA");
  assert(!(key instanceof Uint8Array), "a signing key has two halves");
  return {
    issuer: "https://bench.example",
    activeKid: kid,
    signing: new Map([[kid, key]]),
    verifying: new Map(),
    jwks: { keys: [] },
    secretKid: kid,
    secrets: new Map(),
  };
}

async function processorTime(step: (n: number) => unknown): Promise<number> {
  for (let n = 0; n < WARM_UP; n += 1) await step(n);
  const before = process.cpuUsage();
  for (let n = WARM_UP; n < WARM_UP + REPEATS; n += 1) await step(n);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / REPEATS;
}

function readJson(text: string): unknown {
  const json = parseJson(text);
  return json.ok ? json.value : undefined;
}

function tokenOf(reply: StoredReply | undefined) {
  const token = reply?.body.find((part) => typeof part !== "string");
  assert(token !== undefined, "an attempt that held units is answered with a token");
  return token;
}
