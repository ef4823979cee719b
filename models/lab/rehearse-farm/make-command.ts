import type { Checkout } from "../../../src/domain/checkout.ts";
import { roundToMillionth } from "../../../src/domain/decision/decide.ts";
import type { RecordedScore } from "../../../src/domain/decision/decision.ts";
import { identify } from "../../../src/domain/identity/identify.ts";
import type { Identity } from "../../../src/domain/identity/identity.ts";
import { assert } from "../../../src/domain/result.ts";
import type { AttemptCommand } from "../../../src/domain/sale/commands/attempt-command.ts";
import { NO_VISIT, prepareAttempt } from "../../../src/domain/sale/commands/prepare-attempt.ts";
import { featuresOf } from "../../../src/domain/scoring/features.ts";
import type { Signals } from "../../../src/domain/signals/signal.ts";
import type { Model } from "../../../src/platform/model/tfjs-model.ts";
import type { Buyer, Means } from "./buyer.ts";
import { type Defence, identityWithout } from "./defences.ts";
import { PEPPER, SHOP } from "./rehearsed-sale.ts";

/** Turns what a buyer brings into the command that production would make of it. */
export class CommandMaker {
  readonly #model: Model;
  readonly #without: readonly Defence[];
  /** Reading an address is dear, and most buyers come back with what they brought before. */
  readonly #identities = new Map<Means, Identity>();
  #score: RecordedScore | undefined;

  constructor(model: Model, without: readonly Defence[]) {
    this.#model = model;
    this.#without = without;
  }

  make(buyer: Buyer, means: Means, by: MadeAt) {
    const checkout = checkoutOf(buyer, means, by.isVerified === true);
    const identity = this.#identities.get(means) ?? identityWithout(identify(checkout), this.#without);
    this.#identities.set(means, identity);
    const command: AttemptCommand = prepareAttempt({
      request: { shop: SHOP, checkout, nowMs: by.atMs },
      identity,
      visit: NO_VISIT,
      challengeId: by.challengeId,
      scorer: (signals) => signals.map((each) => ({ score: this.#scoreOf(each) })),
      deployment: { challengeKinds: ["shop_otp", "proof_of_work"] },
    })(PEPPER);
    return command;
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

/** When a checkout comes, with which settled challenge, and whether a code was entered before. */
type MadeAt = {
  readonly atMs: number;
  readonly challengeId?: string | undefined;
  readonly isVerified?: boolean | undefined;
};

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
