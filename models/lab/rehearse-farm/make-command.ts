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
import type { VisitTokenClaims } from "../../../src/domain/tokens/visit-token.ts";
import type { Model } from "../../../src/platform/model/tfjs-model.ts";
import { judgedVisit } from "./browsers.ts";
import type { Buyer, Means } from "./buyer.ts";
import { type Defence, identityWithout } from "./defences.ts";
import { PEPPER, SHOP } from "./rehearsed-sale.ts";

/** Turns what a buyer brings into the command that production would make of it. */
export class CommandMaker {
  readonly #model: Model;
  readonly #without: readonly Defence[];
  /** Reading an address is dear, and most buyers come back with what they brought before. */
  readonly #identities = new Map<Means, Identity>();
  #absent: RecordedScore | undefined;

  constructor(model: Model, without: readonly Defence[]) {
    this.#model = model;
    this.#without = without;
  }

  make(buyer: Pick<Buyer, "account">, means: Means, by: MadeAt) {
    const checkout = checkoutOf(buyer, means, by.isVerified === true);
    const identity = this.#identities.get(means) ?? identityWithout(identify(checkout), this.#without);
    this.#identities.set(means, identity);
    const command: AttemptCommand = prepareAttempt({
      request: { shop: SHOP, checkout, nowMs: by.atMs },
      identity,
      visit:
        by.visit === undefined || means.browser === undefined
          ? NO_VISIT
          : judgedVisit(by.visit, means.browser, by.atMs),
      challengeId: by.challengeId,
      scorer: (signals) => signals.map((each) => ({ score: this.#scoreOf(each) })),
      deployment: { challengeKinds: ["shop_otp", "proof_of_work"] },
    })(PEPPER);
    return command;
  }

  /** The model reads browsers only, and all that are absent are alike: of these it is asked once. */
  #scoreOf(signals: Signals): RecordedScore {
    if (signals["client.state"] === "ok") return this.#asked(signals);
    this.#absent ??= this.#asked(signals);
    return this.#absent;
  }

  #asked(signals: Signals): RecordedScore {
    const [score] = this.#model.score([featuresOf(this.#model.manifest, signals)]);
    assert(score !== undefined, "one checkout has one score");
    return { ...score, value: roundToMillionth(score.value), logit: roundToMillionth(score.logit) };
  }
}

/** When a checkout comes, in which visit and with which settled challenge, and whether a code was entered before. */
type MadeAt = {
  readonly atMs: number;
  readonly visit?: VisitTokenClaims | undefined;
  readonly challengeId?: string | undefined;
  readonly isVerified?: boolean | undefined;
};

/** @param isVerified the shop sent a code to the account's mailbox or telephone, and it was entered */
function checkoutOf(
  { account }: Pick<Buyer, "account">,
  { device, payment, address }: Means,
  isVerified: boolean,
): Checkout {
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
