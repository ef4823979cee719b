import type { ChallengeKind } from "../../challenge/challenge-kind.ts";
import type { Checkout } from "../../checkout.ts";
import type { Identity } from "../../identity/identity.ts";
import { keysOf, type Pepper, pseudonymsFor } from "../../identity/pseudonym.ts";
import { assert } from "../../result.ts";
import { CROWDS, deriveSignals, REQUEST_SIGNALS } from "../../signals/catalogue.ts";
import { cadenceCells } from "../../signals/client/cadence-cell.ts";
import type { ClientReading } from "../../signals/client/reading.ts";
import { type BrowserRequest, browserFacts } from "../../signals/edge/browser-facts.ts";
import type { CrowdFacts, RequestFacts, Signals, VisitFacts } from "../../signals/signal.ts";
import type { VisitTokenClaims } from "../../tokens/visit-token.ts";
import type { AttemptCommand, ScoredSignals } from "./attempt-command.ts";

/** A checkout that has been read, and on whose word. */
export type CheckoutRequest = {
  readonly shop: string;
  readonly saleId: string;
  readonly checkout: Checkout;
  /** The buyer's network address, where it is known: the edge's word for a browser, the shop's word otherwise. */
  readonly address?: string | undefined;
  /** How the browser came, where it calls itself. */
  readonly edge?: BrowserRequest | undefined;
  /** Called from a browser with a token of its shop, and not by the shop. */
  readonly forBrowser: boolean;
  readonly nowMs: number;
};

/** What the visit and the browser of a checkout are worth. `claims` only where the visit is live. */
export type JudgedVisit = {
  readonly facts: VisitFacts;
  readonly claims?: VisitTokenClaims | undefined;
  readonly client: ClientReading;
};

/** A checkout without visit and browser. */
export const NO_VISIT: JudgedVisit = { facts: { state: "missing" }, client: { state: "absent" } };

/** Scores checkouts, all in one batch: one answer for each, in their order. */
export type Scorer = (signals: readonly Signals[]) => readonly Pick<ScoredSignals, "score" | "shadowScore">[];

/** What a deployment can do beside deciding. */
export type Deployment = {
  /** Kinds of proof that it can verify. */
  readonly challengeKinds: readonly ChallengeKind[];
};

/** A checkout with everything that the Worker found out about it. */
export type PreparedParts = {
  readonly request: Pick<CheckoutRequest, "shop" | "checkout" | "edge" | "nowMs">;
  readonly identity: Identity;
  readonly visit: JudgedVisit;
  /** Of a verified challenge token. */
  readonly challengeId?: string | undefined;
  readonly scorer: Scorer;
  readonly deployment: Deployment;
};

/**
 * Turns a checkout into the command for its sale: makes its pseudonyms, derives its signals and scores them twice, with the
 * visit and without, because only the sale knows whether the visit was used before.
 * @returns a function of the pepper, since the sale has the last word on which one it is
 */
export function prepareAttempt(parts: PreparedParts): (pepper: Pepper) => AttemptCommand {
  const { request, identity, visit, challengeId, scorer, deployment } = parts;
  const { shop, checkout, edge, nowMs } = request;
  const { claims } = visit;
  // A visit that does not count is told by its state; one that does may turn out to have been used.
  // Whoever led the buyer here is said by the visit, which nobody can change; without one, by the shop.
  const partnerId = claims?.partner ?? checkout.partnerId;
  const seen = claims === undefined ? [visit] : [NO_VISIT, visit];
  return (pepper) => {
    const pseudonym = pseudonymsFor(shop, pepper);
    const keys = keysOf(identity.values, pseudonym);
    const { mailDomain, nearFoundBy } = identity.values;
    const known: Omit<RequestFacts, "visit" | "client" | "edge"> = {
      checkout,
      identity: identity.facts,
      keys,
      mailDomain: mailDomain === undefined ? undefined : pseudonym("host", mailDomain),
      nowMs,
    };
    const signals = seen.map(({ facts, client, claims: begun }) =>
      deriveSignals(REQUEST_SIGNALS, {
        ...known,
        visit: facts,
        client,
        edge: browserFacts({ checkout, own: edge, atVisit: begun?.edge, client }),
      }),
    );
    const scored = scorer(signals);
    const [withoutVisit, withVisit] = seen.map(({ client, claims: begun }, at) => ({
      signals: signals[at] ?? {},
      ...scored[at],
      ...likenessOf({ checkout, nowMs, client, values: identity.values }, begun, pseudonym),
    }));
    assert(withoutVisit !== undefined, "every checkout is seen without its visit");
    return {
      shop,
      channel: checkout.channel,
      quantity: checkout.quantity,
      paymentMethod: checkout.payment.method,
      keys,
      nearAsked: identity.values.nearAsked?.map((value) => pseudonym("near", value)),
      nearFoundBy: nearFoundBy?.map((value) => pseudonym("near", value)),
      pickup: checkout.fulfilment === undefined ? undefined : pseudonym("partner", checkout.fulfilment.partnerId),
      collectAt: checkout.fulfilment?.partnerId,
      stated: {
        ...(partnerId === undefined ? {} : { partnerId }),
        ...(checkout.registrationId === undefined
          ? {}
          : { registrationId: pseudonym("registration", checkout.registrationId) }),
        ...(checkout.inviteToken === undefined ? {} : { invite: pseudonym("invite", checkout.inviteToken) }),
      },
      ...(claims === undefined || withVisit === undefined ? {} : { withVisit: { visit: claims, scored: withVisit } }),
      withoutVisit,
      holderKey: holderKeyOf(visit),
      challengeId,
      challengeKinds: deployment.challengeKinds,
    };
  };
}

/** Thumbprint of the browser's key, where it was proved. */
export function holderKeyOf({ client }: JudgedVisit): string | undefined {
  return client.state === "ok" ? client.deviceKeyThumbprint : undefined;
}

/** What other checkouts may be like. It is behaviour of one person, so it is kept as pseudonyms too. */
function likenessOf(
  facts: CrowdFacts,
  visit: VisitTokenClaims | undefined,
  pseudonym: ReturnType<typeof pseudonymsFor>,
): Pick<ScoredSignals, "crowd" | "cohorts"> {
  return {
    crowd: CROWDS.flatMap(({ kind, of }) =>
      of(facts).map((shared) => ({ kind, pseudonym: pseudonym(`crowd:${kind}`, shared) })),
    ),
    cohorts: [
      ...cadenceCells(facts.client).map((cell) => ({
        kind: "cadence" as const,
        pseudonym: pseudonym("cadence", cell),
      })),
      // Hashed once more, so that a sale's memory says nothing of an address in another sale of another shop.
      ...(visit?.ip === undefined ? [] : [{ kind: "network" as const, pseudonym: pseudonym("ip", visit.ip) }]),
      ...(visit?.block === undefined
        ? []
        : [{ kind: "neighbourhood" as const, pseudonym: pseudonym("ip", visit.block) }]),
    ],
  };
}
