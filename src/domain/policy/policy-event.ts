import type { Act, PublicationEvent } from "../publication/publication.ts";
import type { VerdictTotals } from "../rules/replay/replay-report.ts";

/** What the replay of a policy against the live one found before it was published; null where there was no decision. */
export type ReplaySummary = {
  readonly decisions: number;
  readonly newlyDenied: number;
  readonly newlyDeniedShare: number;
  readonly noLongerDenied: number;
  readonly before: VerdictTotals;
  readonly after: VerdictTotals;
} | null;

/** Why one person is not enough. */
export type SecondPersonNeed = "no-replay" | "denies-more";

/** Entries of one list that name a person. */
export type ListedEntries = { readonly list: string; readonly entries: number };

/**
 * Entries of a former version were taken out, because the person whom they named was erased. The version keeps its
 * name, by which decisions know it; `content` is the hash of what is left of it.
 */
export type Redaction = Act & {
  readonly kind: "redacted";
  readonly hash: string;
  readonly content: string;
  readonly lists: readonly ListedEntries[];
};

export type RollBack = Act & {
  readonly kind: "rolled-back";
  readonly hash: string;
  readonly previous: string;
  /** Behind every published policy: from here on the one of the bundle is live, whichever that is. */
  readonly shipped: boolean;
};

type PolicyPublication = PublicationEvent<ReplaySummary, SecondPersonNeed>;

/** A policy that went live. `breakGlass`: by one person alone, although a second one was needed. */
export type PublishedPolicy = Extract<PolicyPublication, { kind: "published" }> & { readonly breakGlass: boolean };

/** What staff did to the policy on purpose. */
export type PolicyChangeEvent = Exclude<PolicyPublication, { kind: "published" }> | PublishedPolicy | RollBack;

/** One thing that happened to the policy. */
export type PolicyEvent = PolicyChangeEvent | Redaction;
