import type { Account, PostalAddress } from "../../../src/domain/checkout.ts";

/** What one checkout names beside its account. */
export type Means = {
  readonly device: string;
  readonly payment: string;
  /** Absent where the order is picked up. */
  readonly address: PostalAddress | undefined;
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
