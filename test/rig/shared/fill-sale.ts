import { identify } from "../../../src/domain/identity/identify.ts";
import type { IdentityKeys } from "../../../src/domain/identity/identity.ts";
import { assert } from "../../../src/domain/result.ts";
import { type CompiledPolicy, policyAt } from "../../../src/domain/rules/load-policy.ts";
import { attempt } from "../../../src/domain/sale/commands/attempt.ts";
import type { AttemptCommand } from "../../../src/domain/sale/commands/attempt-command.ts";
import { once } from "../../../src/domain/sale/commands/once.ts";
import { NO_VISIT, prepareAttempt } from "../../../src/domain/sale/commands/prepare-attempt.ts";
import { putSale } from "../../../src/domain/sale/commands/put-sale.ts";
import { redeem } from "../../../src/domain/sale/commands/redeem.ts";
import { sweep } from "../../../src/domain/sale/commands/sweep.ts";
import { loadLiveModel } from "../../../src/platform/model/live-model.ts";
import { scoreSignals } from "../../../src/platform/model/score-signals.ts";
import { shopCheckoutBody } from "../../../src/wire/checkout.ts";
import { checkoutBody } from "../../../src/wire/checkout-reply.ts";
import { putSaleBody, saleDefinition } from "../../../src/wire/sale-terms.ts";
import { buyerCheckout } from "./buyer.ts";
import type { NodeSale } from "./node-sale.ts";
import { createRandomApart } from "./random.ts";

const SHOP = "bench-shop";
const SALE_ID = "bench";
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600 * 1000;
const BETWEEN_ATTEMPTS_MS = 3;
/** Checkouts of which all others are made, with keys of their own. */
const MODELS = 64;
const FARM = 20;
const EVERY_FARM = 10;
const HOUSE = 40;
const KEY_CHARS = 20;

/** Carries out attempts from one number to before another, in one transaction after a sweep. */
export type Fill = (from: number, to: number) => void;

/** A sale that opens now, and how to have its accounts come to it, one after another and round again. */
export function fillSale(
  { store, transaction }: NodeSale,
  {
    accounts,
    units,
    policy: compiled,
  }: { readonly accounts: number; readonly units: number; readonly policy: CompiledPolicy },
): Fill {
  const startMs = Date.now();
  const policy = policyAt(compiled, startMs);
  const random = createRandomApart(1).uniform;
  const models = Array.from({ length: MODELS }, (_, n) => modelOf(n, startMs));
  transaction(() => {
    const context = { store, nowMs: startMs, random };
    putSale(context, { shop: SHOP, saleId: SALE_ID, definition: definitionOf(units, startMs), pepperEpoch: "e1" });
  });
  const options = { issuer: "https://bench.example", kids: { allow: "kid", visit: "kid" }, forBrowser: false };

  const attemptBy = (n: number) => {
    const nowMs = startMs + n * BETWEEN_ATTEMPTS_MS;
    const context = { store, nowMs, random };
    const model = models[n % MODELS];
    assert(model !== undefined, "there is a model for each");
    const command = { ...model, keys: keysOf(n % accounts, model.keys) };
    store.spendVisit(keyOf("visit", n), nowMs + DAY_MS);
    const call = { scope: keyOf("scope", n), fingerprint: "fingerprint", pepperEpoch: "e1" };
    once(context, call, {
      run: () => {
        const attempted = attempt(context, policy, command);
        const hold = attempted.ok ? attempted.value.hold : undefined;
        if (hold !== undefined && n % 2 === 0) {
          redeem(context, { shop: SHOP, holdId: hold.holdId, orderId: `order ${n}`, proofSent: false });
        }
        return attempted;
      },
      recordOf: ({ record }) => record,
      render(outcome) {
        assert(outcome.ok, "the sale is open");
        return { status: 200, body: checkoutBody(outcome.value, options) };
      },
    });
  };
  return (from, to) => {
    transaction(() => {
      sweep({ store, nowMs: startMs + from * BETWEEN_ATTEMPTS_MS, random });
      for (let n = from; n < to; n += 1) attemptBy(n);
    });
  };
}

function definitionOf(units: number, nowMs: number) {
  return saleDefinition(
    putSaleBody.parse({
      title: "Benchmark",
      sku: "BENCH",
      mode: "flash",
      units,
      price: { amountMinor: 1399900, currency: "INR" },
      opensAt: new Date(nowMs - MINUTE_MS).toISOString(),
      closesAt: new Date(nowMs + DAY_MS).toISOString(),
    }),
  );
}

function modelOf(n: number, nowMs: number): AttemptCommand {
  const model = loadLiveModel();
  assert(model.ok, "the live model loads");
  const checkout = shopCheckoutBody.parse(buyerCheckout(n));
  return prepareAttempt({
    request: { shop: SHOP, checkout, nowMs },
    identity: identify(checkout),
    visit: NO_VISIT,
    scorer: (signals) => scoreSignals({ live: model.value, shadow: undefined }, signals),
    deployment: { challengeKinds: ["shop_otp"] },
  })({ epoch: "e1", key: new Uint8Array(32).fill(7) });
}

/** Every tenth twenty of accounts is a farm on one device; forty live in one house. */
function keysOf(account: number, like: IdentityKeys): IdentityKeys {
  const isFarm = Math.floor(account / FARM) % EVERY_FARM === 0;
  const house = Math.floor(account / HOUSE);
  const own = (kind: keyof IdentityKeys) => (like[kind] === undefined ? {} : { [kind]: keyOf(kind, account) });
  return {
    ...own("payment"),
    ...own("email"),
    ...own("phone"),
    ...own("household"),
    account: keyOf("account", account),
    device: keyOf("device", isFarm ? Math.floor(account / FARM) * FARM : account),
    building: keyOf("building", house),
    near: like.near?.map((_, at) => keyOf(`near ${at}`, account)),
  };
}

/** A text like a pseudonym, of which numbers that follow one another say nothing. */
function keyOf(kind: string, n: number): string {
  let text = "";
  for (let hash = n + 1, at = 0; text.length < KEY_CHARS; at += 1) {
    hash = Math.imul(hash ^ (kind.charCodeAt(at % kind.length) + at), 0x9e3779b1) ^ (hash >>> 15);
    text += (hash >>> 0).toString(36);
  }
  return `e1.${text.slice(0, KEY_CHARS)}`;
}
