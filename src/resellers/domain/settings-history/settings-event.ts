import type { Person } from "../../../domain/policy/policy-event.ts";

/** What settings would do to the cases that are kept, judged anew under them. */
export type SettingsEffect = {
  /** Undecided cases that were judged. */
  readonly cases: number;
  readonly newlyFlagged: number;
  readonly noLongerFlagged: number;
  /** Shops that two people called impostors and that these settings would not flag. */
  readonly confirmedNotFlagged: number;
};

/** Why one person is not enough. `no-cases`: there is nothing that would show what the settings do. */
export type SettingsNeed = "no-cases" | "moves-many" | "misses-confirmed";

type Act = { readonly by: Person; readonly atMs: number; readonly why: string };

/** One thing that happened to the settings. The history of them is the truth; what is live follows from it. */
export type SettingsEvent =
  | (Act & {
      readonly kind: "proposed";
      readonly hash: string;
      readonly effect: SettingsEffect;
      readonly needs: readonly SettingsNeed[];
    })
  | (Act & {
      readonly kind: "published";
      readonly hash: string;
      readonly previous: string;
      readonly effect: SettingsEffect;
      readonly approval: { readonly proposal: number; readonly by: Person; readonly why: string } | null;
    })
  | (Act & { readonly kind: "withdrawn"; readonly proposal: number });
