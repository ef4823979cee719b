import type { ChallengeKind } from "../challenge/challenge-kind.ts";
import type { DrawTerms, FairWindowTerms } from "./draw.ts";
import type { SaleLimits } from "./limits.ts";
import type { RegistrationTerms } from "./registration.ts";
import type { Wave } from "./wave.ts";

/** Names of usual combinations of terms. A mode is looked at when a sale is put and nowhere else: all other code asks for terms. */
export const SALE_MODES = ["flash", "draw", "invite", "preorder"] as const;
export type SaleMode = (typeof SALE_MODES)[number];

export type Money = { readonly amountMinor: number; readonly currency: string };

/** What a shop says a sale is. Times are milliseconds since the epoch. */
export type SaleDefinition = {
  readonly title: string;
  readonly sku: string;
  readonly mode: SaleMode;
  /** A sale to integrate by: test values force its answers, and nothing of it counts anywhere else. Fixed once it is made. */
  readonly test?: true | undefined;
  readonly units: number;
  readonly price: Money;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  readonly limits: SaleLimits;
  readonly holdTtlSeconds: number;
  readonly acceptedPayments: readonly string[];
  readonly addressLocked: boolean;
  readonly clientSignals: "required" | "optional";
  readonly holderProof: "required" | "none";
  /** The kinds of proof that the shop lets settle a challenge; absent where it leaves that to the deployment. */
  readonly challengeKinds?: readonly ChallengeKind[] | undefined;
  /** Absent where anybody may come. */
  readonly registration?: RegistrationTerms | undefined;
  /** Absent where who comes first is served first. */
  readonly draw?: DrawTerms | undefined;
  /** Present where registration and draw are those of a fair window. */
  readonly fairWindow?: FairWindowTerms | undefined;
  /** ISO 3166-1 alpha-2 of telephone numbers without a country's code, where no delivery address says it; fixed once the sale is made. */
  readonly phoneCountry?: string | undefined;
  readonly campaignId?: string | undefined;
  /** IANA name of the zone by whose clocks its days are counted; UTC where it is absent. */
  readonly timeZone?: string | undefined;
  /** When orders are sent at the latest: RFC 3339 in UTC. At most one of these three says it. */
  readonly shipBy?: string | undefined;
  /** Days after the day of payment. */
  readonly shipWithinDays?: number | undefined;
  readonly waves?: readonly Wave[] | undefined;
  /** What is paid now for each unit, where the rest is paid at collection. */
  readonly deposit?: Money | undefined;
  /** Days for which an order waits to be collected. */
  readonly collectWithinDays?: number | undefined;
};
