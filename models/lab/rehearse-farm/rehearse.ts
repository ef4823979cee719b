import type { Checkout } from "../../../src/domain/checkout.ts";
import type { AttemptRecord } from "../../../src/domain/decision/attempt-record.ts";
import { roundToMillionth } from "../../../src/domain/decision/decide.ts";
import type { RecordedScore } from "../../../src/domain/decision/decision.ts";
import { identify } from "../../../src/domain/identity/identify.ts";
import type { Identity } from "../../../src/domain/identity/identity.ts";
import { assert } from "../../../src/domain/result.ts";
import { type CompiledPolicy, policyAt } from "../../../src/domain/rules/load-policy.ts";
import { attempt } from "../../../src/domain/sale/commands/attempt.ts";
import type { AttemptCommand } from "../../../src/domain/sale/commands/attempt-command.ts";
import { NO_VISIT, prepareAttempt } from "../../../src/domain/sale/commands/prepare-attempt.ts";
import { putSale } from "../../../src/domain/sale/commands/put-sale.ts";
import { redeem } from "../../../src/domain/sale/commands/redeem.ts";
import { release } from "../../../src/domain/sale/commands/release.ts";
import { settleChallenge } from "../../../src/domain/sale/commands/settle-challenge.ts";
import { sweep } from "../../../src/domain/sale/commands/sweep.ts";
import type { SaleContext } from "../../../src/domain/sale/context.ts";
import { mapSaleStore } from "../../../src/domain/sale/map-store.ts";
import { featuresOf } from "../../../src/domain/scoring/features.ts";
import type { Signals } from "../../../src/domain/signals/signal.ts";
import type { SaleDefinition } from "../../../src/domain/terms/definition.ts";
import type { Model } from "../../../src/platform/model/tfjs-model.ts";
import { createRandomApart, type Random } from "../../../test/rig/shared/random.ts";
import { Agenda } from "./agenda.ts";
import type { FarmAssumptions } from "./assumptions.ts";
import type { Buyer, Means } from "./buyer.ts";
import { type Defence, identityWithout, policyWithout } from "./defences.ts";
import { drawFarm } from "./draw-farm.ts";
import { drawPeople } from "./draw-people.ts";
import { isAsked, type Outcome, outcomeOf, type Visit } from "./outcome.ts";

const OPENS_AT_MS = Date.UTC(2026, 10, 1, 12);
const SALE_ID = "rehearsal";
const SHOP = "shop";
const PEPPER = { epoch: "e1", key: new Uint8Array(32).fill(7) };
const HOUR_MS = 3_600_000;
/** People who are told that all is taken come back this often. */
const RETURNS_MAX = 2;
/** A settled challenge counts for one device and one hold; no person enters more codes than this. */
const CHALLENGES_MAX = 3;

/** What a rehearsal is played with. `people` and `farm` shrink together for a quick run. */
export type Setting = {
  readonly seed: number;
  readonly farm: FarmAssumptions;
  readonly without: readonly Defence[];
  /** Part of the people; the sale and the farm are given whole and sized by the caller. */
  readonly peopleShare: number;
  readonly units: number;
};

export type Rehearsal = { readonly outcome: Outcome; readonly records: readonly AttemptRecord[] };

/**
 * Plays one sale in virtual time: production identity keys, signals, policy and commands of a sale, on the in-memory twin.
 * The browser model is switched off: the farm is assumed to drive real browsers as well as people do.
 */
export function rehearse(policy: CompiledPolicy, model: Model, setting: Setting): Rehearsal {
  return new SaleDay(policy, model, setting).play();
}

class SaleDay {
  readonly #store = mapSaleStore();
  readonly #agenda = new Agenda();
  readonly #dice: Random;
  readonly #policy: CompiledPolicy;
  readonly #model: Model;
  readonly #setting: Setting;
  readonly #visits: Visit[] = [];
  /** Reading an address is dear, and most buyers come back with what they brought before. */
  readonly #identities = new Map<Means, Identity>();
  #score: RecordedScore | undefined;

  constructor(policy: CompiledPolicy, model: Model, setting: Setting) {
    this.#policy = policy;
    this.#model = model;
    this.#setting = setting;
    this.#dice = createRandomApart(setting.seed);
  }

  play(): Rehearsal {
    const { farm, peopleShare, units } = this.#setting;
    const sale = { shop: SHOP, saleId: SALE_ID, definition: definitionOf(units), pepperEpoch: PEPPER.epoch };
    const context = { store: this.#store, nowMs: OPENS_AT_MS - HOUR_MS, random: this.#dice.uniform };
    this.#store.transaction(() => putSale(context, sale));
    const buyers = [...drawFarm(this.#dice, farm, OPENS_AT_MS), ...drawPeople(this.#dice, OPENS_AT_MS, peopleShare)];
    for (const buyer of buyers) {
      const visit: Visit = { buyer, records: [], units: 0, tryAt: 0 };
      this.#visits.push(visit);
      this.#agenda.plan(buyer.arrivesAtMs, (atMs) => this.#buy(visit, atMs));
    }
    this.#agenda.runAll();
    return { outcome: outcomeOf(this.#visits, units), records: this.#visits.flatMap(({ records }) => records) };
  }

  /** One transaction, after a sweep, as in the Sale object. */
  #commit<T>(nowMs: number, command: (context: SaleContext) => T): T {
    const context = { store: this.#store, nowMs, random: this.#dice.uniform };
    return this.#store.transaction(() => {
      sweep(context);
      return command(context);
    });
  }

  #buy(visit: Visit, atMs: number): void {
    const { buyer, records, challengeId, tryAt } = visit;
    const means = buyer.tries[Math.min(tryAt, buyer.tries.length - 1)] ?? buyer.tries[0];
    const policy = policyWithout(policyAt(this.#policy, atMs), this.#setting.without);
    const command = this.#command(buyer, means, { atMs, challengeId });
    const result = this.#commit(atMs, (context) => attempt(context, policy, command));
    if (!result.ok) return;
    const { record, challenge } = result.value;
    records.push(record);
    this.#goOn(visit, { record, challengeId: challenge?.challengeId, atMs });
  }

  /** What a buyer does with an answer. */
  #goOn(visit: Visit, answer: { record: AttemptRecord; challengeId: string | undefined; atMs: number }): void {
    const { buyer, records } = visit;
    const { record, challengeId, atMs } = answer;
    const { allocation, decision, buyer: heard } = record;
    if (allocation.status === "held") {
      this.#agenda.plan(atMs + buyer.paysInMs, (payAtMs) => this.#pay(visit, allocation.holdId, payAtMs));
    } else if (allocation.status === "sold_out") {
      const returns = records.filter((each) => each.allocation.status === "sold_out").length;
      if (!allocation.final && returns <= RETURNS_MAX) this.#again(visit, atMs + allocation.retryAfterMs);
    } else if (challengeId !== undefined && buyer.answersChallenge && mayAnswer(records)) {
      this.#agenda.plan(atMs + buyer.answersInMs, (nextMs) => {
        this.#commit(nextMs, (context) => settleChallenge(context, { shop: SHOP, challengeId, kind: "shop_otp" }));
        visit.challengeId = challengeId;
        this.#buy(visit, nextMs);
      });
    } else if (decision.verdict !== "challenge") {
      if (heard.next !== "wait") visit.tryAt += 1;
      if (visit.tryAt < buyer.tries.length && records.length < buyer.tries.length + 4)
        this.#again(visit, atMs + 15_000);
    }
  }

  #again(visit: Visit, atMs: number): void {
    this.#agenda.plan(atMs, (nextMs) => this.#buy(visit, nextMs));
  }

  #pay(visit: Visit, holdId: string, atMs: number): void {
    const { buyer, records } = visit;
    const holds = records.filter(({ allocation }) => allocation.status === "held").length;
    if (buyer.pays[holds - 1] === true) {
      const order = { shop: SHOP, holdId, orderId: `order-${holdId}`, proofSent: false };
      const sold = this.#commit(atMs, (context) => redeem(context, order));
      if (sold.ok) visit.units += sold.value.quantity;
      return;
    }
    this.#commit(atMs, (context) => release(context, { shop: SHOP, holdId, reason: "payment_failed" }));
    if (holds < buyer.pays.length) this.#again(visit, atMs + 5000);
  }

  #command(buyer: Buyer, means: Means, by: { atMs: number; challengeId: string | undefined }): AttemptCommand {
    const checkout = checkoutOf(buyer, means, by.challengeId !== undefined);
    const identity = this.#identities.get(means) ?? identityWithout(identify(checkout), this.#setting.without);
    this.#identities.set(means, identity);
    return prepareAttempt({
      request: { shop: SHOP, checkout, nowMs: by.atMs },
      identity,
      visit: NO_VISIT,
      challengeId: by.challengeId,
      scorer: (signals) => signals.map((each) => ({ score: this.#scoreOf(each) })),
      deployment: { challengeKinds: ["shop_otp"] },
    })(PEPPER);
  }

  /** The model reads browsers only, and all are equally absent: it is asked once. */
  #scoreOf(signals: Signals): RecordedScore {
    if (this.#score !== undefined) return this.#score;
    const [score] = this.#model.score([featuresOf(this.#model.manifest, signals)]);
    assert(score !== undefined, "one checkout has one score");
    this.#score = { ...score, value: roundToMillionth(score.value), logit: roundToMillionth(score.logit) };
    return this.#score;
  }
}

function mayAnswer(records: readonly AttemptRecord[]): boolean {
  return records.filter(isAsked).length <= CHALLENGES_MAX;
}

/** @param isVerified the shop sent a code to the account's mailbox or telephone, and it was entered */
function checkoutOf({ account }: Buyer, { device, payment, address }: Means, isVerified: boolean): Checkout {
  return {
    account: isVerified ? { ...account, verified: ["email", "phone"] } : account,
    device: { id: device },
    ...(address === undefined
      ? { fulfilment: { kind: "pickup", partnerId: "partner" } }
      : { shippingAddress: address }),
    payment: { method: "card", fingerprint: payment },
    quantity: 1,
    channel: "web",
  };
}

function definitionOf(units: number): SaleDefinition {
  return {
    title: "A rehearsed sale",
    sku: "REHEARSAL",
    mode: "flash",
    units,
    price: { amountMinor: 1_399_900, currency: "INR" },
    opensAtMs: OPENS_AT_MS,
    closesAtMs: OPENS_AT_MS + HOUR_MS,
    limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
    holdTtlSeconds: 300,
    acceptedPayments: ["card"],
    addressLocked: true,
    clientSignals: "optional",
    holderProof: "none",
  };
}
