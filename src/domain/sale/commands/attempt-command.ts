import type { EarlierPurchases } from "../../campaign/earlier-purchases.ts";
import type { ChallengeKind } from "../../challenge/challenge-kind.ts";
import type { AttemptRecord } from "../../decision/attempt-record.ts";
import type { RecordedScore, ShadowScore } from "../../decision/decision.ts";
import type { IdentityKeys } from "../../identity/identity.ts";
import type { Signals } from "../../signals/signal.ts";
import type { Channel } from "../../terms/channel.ts";
import type { VisitTokenClaims } from "../../tokens/visit-token.ts";
import type { RegisteredBuyer } from "../calling/calling.ts";
import type { CrowdLink } from "../history/links.ts";
import type { CohortLink } from "../history/population.ts";

/** A checkout as it is decided: what is known of it, its score, and what it shares with others that came alike. */
export type ScoredSignals = {
  readonly signals: Signals;
  readonly score?: RecordedScore | undefined;
  /** Recorded, and no part of what is decided from. */
  readonly shadowScore?: ShadowScore | undefined;
  readonly crowd?: readonly CrowdLink[] | undefined;
  /** Cohorts of the sale that it belongs to by what the Worker saw. */
  readonly cohorts?: readonly CohortLink[] | undefined;
};

/**
 * A checkout after everything that is expensive and stateless has been done to it. Holds pseudonyms only. It is prepared with
 * and without its visit, because only the sale knows whether the visit was used before.
 */
export type AttemptCommand = {
  readonly shop: string;
  readonly channel: Channel;
  readonly quantity: number;
  readonly paymentMethod: string;
  readonly keys: IdentityKeys;
  /** Near keys of addresses that leave out the numbers of this one: looked up and never kept. */
  readonly nearAsked?: readonly string[] | undefined;
  /** The near keys by which others ask for this address that leave something out: kept and never looked up. */
  readonly nearFoundBy?: readonly string[] | undefined;
  /** Pseudonym of the partner where the goods are picked up. */
  readonly pickup?: string | undefined;
  /** That partner, as the shop names it: the order names it to whoever hands the goods over. */
  readonly collectAt?: string | undefined;
  /** What the request says of itself and nobody has verified: recorded, and never signed. */
  readonly stated: Pick<AttemptRecord, "partnerId" | "registrationId" | "invite">;
  /** The verified visit and what rests on it; absent where the visit is missing, expired or not ours. */
  readonly withVisit?: { readonly visit: VisitTokenClaims; readonly scored: ScoredSignals } | undefined;
  readonly withoutVisit: ScoredSignals;
  /** Signals of earlier sales, where these could be asked in time. */
  readonly past?: Signals | undefined;
  /** What its buyer bought in earlier sales of the campaign; a sale that names one decides nothing without it. */
  readonly earlier?: EarlierPurchases | undefined;
  readonly holderKey?: string | undefined;
  /** The account's registration, as its register says; never what a request says. */
  readonly registered?: RegisteredBuyer | undefined;
  /** The test value that it names: a test sale alone looks at it. */
  readonly testValue?: string | undefined;
  /** Id of the challenge that a verified challenge token settles. */
  readonly challengeId?: string | undefined;
  /** Kinds of proof that this deployment can verify. */
  readonly challengeKinds: readonly ChallengeKind[];
};
