import type { Config } from "../../config.ts";
import { CHALLENGE_KINDS } from "../../domain/challenge/challenge-kind.ts";
import type { Checkout } from "../../domain/checkout.ts";
import type { PastSales } from "../../domain/identity/across-sales/past-sales.ts";
import type { Identity } from "../../domain/identity/identity.ts";
import { isNewAccount } from "../../domain/identity/new-account.ts";
import { rangeOfNewAccount } from "../../domain/identity/phone-range.ts";
import { keysOf, type Pepper, pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import type { AttemptCommand, Reading } from "../../domain/sale/commands/attempt.ts";
import { deriveSignals, PAST_SIGNALS, REQUEST_SIGNALS } from "../../domain/signals/catalogue.ts";
import { cadenceCell } from "../../domain/signals/client/cadence-cell.ts";
import { timingBands } from "../../domain/signals/client/timing-bands.ts";
import { timingSketch } from "../../domain/signals/client/timing-sketch.ts";
import type { RequestFacts } from "../../domain/signals/signal.ts";
import { servedModels } from "../../platform/model-source.ts";
import { scoreSignals } from "../../platform/score-signals.ts";
import type { TokenKeys } from "../../platform/token-keys.ts";
import type { JudgedVisit } from "./judge-visit.ts";

/** A checkout that has been read, and who called with it. */
export type ReadCheckout = {
  readonly shop: string;
  readonly saleId: string;
  readonly checkout: Checkout;
  readonly identity: Identity;
  readonly forBrowser: boolean;
  readonly visit: JudgedVisit;
  readonly challengeId: string | undefined;
  readonly nowMs: number;
};

/** Adds what is known of earlier sales. The model was asked already, which knows nothing of them. */
export function withPastSales(command: AttemptCommand, past: PastSales | undefined): AttemptCommand {
  if (past === undefined) return command;
  const signals = deriveSignals(PAST_SIGNALS, past);
  const extended = (reading: Reading): Reading => ({ ...reading, signals: { ...reading.signals, ...signals } });
  const { live, absent } = command;
  return {
    ...command,
    absent: extended(absent),
    ...(live === undefined ? {} : { live: { ...live, reading: extended(live.reading) } }),
  };
}

/**
 * Turns a checkout into the command for its sale: makes its identity pseudonyms, derives signals and scores
 * them twice, with the visit and without, because only the sale knows whether the visit was used before.
 * @returns a function of the pepper, since the sale has the last word on which one it is
 */
export function prepareAttempt(config: Config, keys: TokenKeys, prepared: ReadCheckout) {
  return (pepper: Pepper, idempotency: AttemptCommand["idempotency"]): AttemptCommand => {
    const { checkout, shop, saleId, visit, identity } = prepared;
    const pseudonym = pseudonymsFor(shop, pepper);
    const identityKeys = keysOf(identity.values, pseudonym);
    const range = rangeOfNewAccount(identity.values, checkout.account, prepared.nowMs);
    const { mailDomain, nearKept } = identity.values;
    const mailDomainKey = mailDomain === undefined ? undefined : pseudonym("host", mailDomain);
    const facts: Omit<RequestFacts, "visit" | "client"> = {
      checkout,
      identity: identity.facts,
      keys: identityKeys,
      mailDomain: mailDomainKey,
      nowMs: prepared.nowMs,
    };
    const withVisit: RequestFacts = { ...facts, visit: visit.facts, client: visit.client };
    const { claims } = visit;
    const without: RequestFacts =
      claims === undefined ? withVisit : { ...facts, visit: { state: "missing" }, client: { state: "absent" } };
    const [absent, live] = readingsOf(claims === undefined ? [without] : [without, withVisit]);
    return {
      shop,
      saleId,
      issuer: config.issuer,
      idempotency,
      pepperEpoch: pepper.epoch,
      channel: checkout.channel,
      quantity: checkout.quantity,
      paymentMethod: checkout.payment.method,
      keys: identityKeys,
      nearAsked: identity.values.nearAsked?.map((value) => pseudonym("near", value)),
      nearKept: nearKept === undefined ? undefined : pseudonym("near", nearKept),
      phoneRange: range === undefined ? undefined : pseudonym("range", range),
      mailDomain: isNewAccount(checkout.account, prepared.nowMs) ? mailDomainKey : undefined,
      stated: {
        ...(checkout.partnerId === undefined ? {} : { partnerId: checkout.partnerId }),
        ...(checkout.registrationId === undefined
          ? {}
          : { registrationId: pseudonym("registration", checkout.registrationId) }),
        ...(checkout.inviteToken === undefined ? {} : { invite: pseudonym("invite", checkout.inviteToken) }),
      },
      ...(claims === undefined || live === undefined ? {} : { live: { visit: claims, reading: live } }),
      absent: absent ?? { signals: {} },
      ...likenessOf(visit, pseudonym),
      holderKey: holderKeyOf(visit),
      challengeId: prepared.challengeId,
      challengeKinds: CHALLENGE_KINDS.filter((kind) => kind !== "turnstile" || config.turnstile !== undefined),
      kids: { allow: keys.activeKid, visit: keys.secretKid },
      forBrowser: prepared.forBrowser,
    };
  };
}

function readingsOf(facts: readonly RequestFacts[]): Reading[] {
  const signals = facts.map((each) => deriveSignals(REQUEST_SIGNALS, each));
  const scored = scoreSignals(servedModels(), signals);
  return signals.map((each, index) => ({ signals: each, ...scored[index] }));
}

/** Thumbprint of the browser's key, where it was proved. */
export function holderKeyOf({ client }: JudgedVisit): string | undefined {
  return client.state === "ok" ? client.deviceKeyThumbprint : undefined;
}

/** What other checkouts may be like. It is behaviour of one person, so it is kept as pseudonyms too. */
function likenessOf(
  { claims, client }: JudgedVisit,
  pseudonym: ReturnType<typeof pseudonymsFor>,
): Pick<AttemptCommand, "timingSketch" | "timingBands" | "cadence"> {
  if (claims === undefined) return {};
  const sketch = timingSketch(client);
  const cadence = cadenceCell(client);
  return {
    timingSketch: sketch === undefined ? undefined : pseudonym("timing", sketch),
    timingBands: timingBands(client).map((band) => pseudonym("band", band)),
    cadence: cadence === undefined ? undefined : pseudonym("cadence", cadence),
  };
}
