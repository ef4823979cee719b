import { readPolicyFolder } from "../../src/cli/rules/policy-folder.ts";
import { hashPolicy } from "../../src/cli/rules/policy-hash.ts";
import type { Checkout } from "../../src/domain/checkout.ts";
import { roundToMillionth } from "../../src/domain/decision/decide.ts";
import type { RecordedScore } from "../../src/domain/decision/decision.ts";
import { identify } from "../../src/domain/identity/identify.ts";
import { assert } from "../../src/domain/result.ts";
import { checkPolicy } from "../../src/domain/rules/check-policy.ts";
import { listPseudonyms } from "../../src/domain/rules/list-pseudonyms.ts";
import { loadPolicy, policyAt } from "../../src/domain/rules/load-policy.ts";
import type { HashedPolicy } from "../../src/domain/rules/policy-document.ts";
import type { RecordedDecision } from "../../src/domain/rules/replay/recorded-decision.ts";
import { attempt } from "../../src/domain/sale/commands/attempt.ts";
import { NO_VISIT, prepareAttempt } from "../../src/domain/sale/commands/prepare-attempt.ts";
import { putSale } from "../../src/domain/sale/commands/put-sale.ts";
import { mapSaleStore } from "../../src/domain/sale/map-store.ts";
import { featuresOf } from "../../src/domain/scoring/features.ts";
import type { Signals } from "../../src/domain/signals/signal.ts";
import type { SaleDefinition } from "../../src/domain/terms/definition.ts";
import { loadLiveModel } from "../../src/platform/model/live-model.ts";
import type { Model } from "../../src/platform/model/tfjs-model.ts";
import { createRandom } from "../rig/shared/random.ts";
import { SALE } from "./fixtures.ts";

export const OPENED_AT_MS = Date.parse("2026-11-01T08:30:00Z");
const SHOP = "demo-shop";
const ATTEMPTS_PER_SALE = 1000;

/** Wide, so that rules judge and not the sale's own limits. */
const WIDE_SALE: SaleDefinition = {
  ...SALE,
  opensAtMs: Date.parse(SALE.opensAt),
  closesAtMs: Date.parse(SALE.closesAt),
  clientSignals: "optional",
  holderProof: "none",
  limits: { ...SALE.limits, perDevice: ATTEMPTS_PER_SALE },
  units: ATTEMPTS_PER_SALE,
};

/** The policy in `rules/`, as it is built. */
export function shippedPolicy(): HashedPolicy {
  const { document, problems } = checkPolicy(readPolicyFolder("rules"), OPENED_AT_MS);
  assert(document !== undefined, `the shipped policy has no problem: ${JSON.stringify(problems)}`);
  return hashPolicy(document);
}

/**
 * Decisions that the sale's own code made and recorded: identities, signals, the live model and the policy on the checkouts
 * of ordinary buyers and of farms that share devices. One sale for each thousand. The same arguments give the same lines.
 */
export function* recordDecisions(count: number, document: HashedPolicy): Generator<RecordedDecision> {
  const pepper = { epoch: "t1", key: new Uint8Array(32).fill(7) };
  const compiled = loadPolicy(document, listPseudonyms(SHOP, pepper));
  const model = loadLiveModel();
  assert(compiled.ok && model.ok, "policy and model load");
  const random = createRandom(1).uniform;
  let store = mapSaleStore();
  for (let buyer = 0; buyer < count; buyer += 1) {
    const saleId = `replay-${Math.floor(buyer / ATTEMPTS_PER_SALE)}`;
    const nowMs = OPENED_AT_MS + buyer * 20;
    const context = { store, nowMs, random };
    if (buyer % ATTEMPTS_PER_SALE === 0) {
      store = mapSaleStore();
      putSale({ ...context, store }, { shop: SHOP, saleId, definition: WIDE_SALE, pepperEpoch: pepper.epoch });
    }
    const checkout = checkoutBy(buyer, random);
    const command = prepareAttempt({
      request: { shop: SHOP, checkout, nowMs },
      identity: identify(checkout),
      visit: NO_VISIT,
      scorer: (signals) => signals.map((each) => ({ score: scoreOf(model.value, each) })),
      deployment: { challengeKinds: ["shop_otp"] },
    })(pepper);
    const attempted = store.transaction(() => attempt({ ...context, store }, policyAt(compiled.value, nowMs), command));
    assert(attempted.ok, "the sale is open");
    const { record } = attempted.value;
    yield { record, outcomes: buyer % 10 < 2 ? [{ outcome: labelOf(buyer), atMs: nowMs + 1 }] : [] };
  }
}

/** What the model says, rounded as the service records it. */
function scoreOf(model: Model, signals: Signals): RecordedScore {
  const [score] = model.score([featuresOf(model.manifest, signals)]);
  assert(score !== undefined, "one row gives one score");
  return {
    value: roundToMillionth(score.value),
    logit: roundToMillionth(score.logit),
    modelVersion: score.modelVersion,
    contributions: score.contributions.map(({ feature, value, contribution }) => ({
      feature,
      value: roundToMillionth(value),
      contribution: roundToMillionth(contribution),
    })),
  };
}

function labelOf(buyer: number): "chargeback" | "confirmed_genuine" {
  return isFarm(buyer) ? "chargeback" : "confirmed_genuine";
}

/** Every tenth buyer is one of a farm. */
function isFarm(buyer: number): boolean {
  return buyer % 10 === 0;
}

function checkoutBy(buyer: number, random: () => number): Checkout {
  const pick = <T>(values: readonly [T, ...T[]]): T => values[Math.floor(random() * values.length)] ?? values[0];
  const ageHours = isFarm(buyer) ? random() * 20 : random() * 40_000;
  return {
    account: {
      id: `acc_${buyer}`,
      createdAt: new Date(OPENED_AT_MS - ageHours * 3_600_000).toISOString(),
      email: `buyer.${buyer}@example.com`,
      phone: `+9198${String(10_000_000 + buyer)}`,
      verified: isFarm(buyer) ? [] : ["email", "phone"],
    },
    device: { id: isFarm(buyer) ? `dev_farm_${Math.floor(buyer / 200)}` : `dev_${buyer}` },
    shippingAddress: {
      name: "A Buyer",
      lines: [`Flat ${buyer}, Sea View`, `${buyer} North Street`],
      city: "Mumbai",
      region: pick(["MH", "KA", "DL", "TN"]),
      postalCode: "400001",
      country: "IN",
    },
    payment: { method: pick(["upi", "card", "netbanking"]), fingerprint: `pf_${buyer}` },
    quantity: 1,
    channel: pick(["web", "app", "web", "store"]),
  };
}
