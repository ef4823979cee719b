import type { VerdictTotals } from "../rules/replay/replay-report.ts";

/** A person of the staff. `sub` identifies; `email` is for showing. */
export type Person = { readonly sub: string; readonly email: string };

/** What the replay of a policy against the live one found before somebody published it. */
export type ReplaySummary = {
  readonly decisions: number;
  readonly newlyDenied: number;
  readonly newlyDeniedShare: number;
  readonly noLongerDenied: number;
  readonly before: VerdictTotals;
  readonly after: VerdictTotals;
};

/** Why one person is not enough. */
export type SecondPersonNeed = "no-replay" | "denies-more";

type Act = { readonly by: Person; readonly atMs: number; readonly why: string };

/** Entries of one list that name somebody. */
export type ListedEntries = { readonly list: string; readonly entries: number };

/**
 * Entries of a version that is over were taken out, because somebody was forgotten whom they named. The version keeps its
 * name, by which decisions know it; `content` is the hash of what is left of it.
 */
export type Redaction = Act & {
  readonly kind: "redacted";
  readonly hash: string;
  readonly content: string;
  readonly lists: readonly ListedEntries[];
};

/** One thing that happened to the policy. The history of them is the truth; what is live follows from it. */
export type PolicyEvent = PolicyChangeEvent | Redaction;

/** What staff did to the policy on purpose. */
export type PolicyChangeEvent =
  | (Act & {
      readonly kind: "proposed";
      readonly hash: string;
      readonly replay: ReplaySummary | null;
      readonly needs: readonly SecondPersonNeed[];
    })
  | (Act & {
      readonly kind: "published";
      readonly hash: string;
      readonly previous: string;
      readonly replay: ReplaySummary | null;
      /** Published alone although a second person was needed. */
      readonly breakGlass: boolean;
      readonly approval: { readonly proposal: number; readonly by: Person; readonly why: string } | null;
    })
  | (Act & { readonly kind: "withdrawn"; readonly proposal: number })
  | (Act & {
      readonly kind: "rolled-back";
      readonly hash: string;
      readonly previous: string;
      /** Behind every published policy: from here on the one of the bundle is live, whichever that is. */
      readonly shipped: boolean;
    });
