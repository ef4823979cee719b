import type { Account, PostalAddress } from "../../../src/domain/checkout.ts";
import type { ClientObservations } from "../../../src/domain/signals/client/observations.ts";

/** The browser of somebody, or what is said of one that does not run: the key that it proves, and what it sends. */
export type Browser = { readonly key: string; readonly observations: ClientObservations };

/** What one checkout names beside its account. */
export type Means = {
  readonly device: string;
  readonly payment: string;
  /** Absent where the order is picked up. */
  readonly address: PostalAddress | undefined;
  /** Absent where browsers are no part of the rehearsal. */
  readonly browser?: Browser | undefined;
};

/** A person, or one account of the farm, who wants one unit. */
export type Buyer = {
  readonly side: "person" | "farm";
  readonly account: Account;
  readonly arrivesAtMs: number;
  /** What each try brings; the last one is used again for further tries of the same kind. */
  readonly tries: readonly [Means, ...Means[]];
  /** Whether they enter the one-time code that the shop sends. */
  readonly answersChallenge: boolean;
  readonly answersInMs: number;
  /** Whether a payment goes through at the first, the second, ... hold. */
  readonly pays: readonly boolean[];
  readonly paysInMs: number;
};
