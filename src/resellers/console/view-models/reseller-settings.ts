import { share } from "../../../console/charts/share.ts";
import { countOf } from "../../../console/words/count.ts";
import type { ChainEntry } from "../../../domain/hash-chain.ts";
import { SETTINGS_MOVED_SHARE_MAX } from "../../../domain/limits.ts";
import type { FileProblem } from "../../domain/checked-yaml.ts";
import type { SettingsChange } from "../../domain/settings-history/settings-diff.ts";
import type {
  SettingsEffect,
  SettingsEvent,
  SettingsNeed,
  SettingsProposal,
} from "../../domain/settings-history/settings-publication.ts";

/** What a text that was checked would change. */
export type SettingsPreviewView = {
  readonly hash: string;
  readonly changes: readonly SettingsChange[];
  readonly effect: SettingsEffect;
  readonly needs: readonly SettingsNeed[];
  readonly moved: readonly {
    readonly caseId: string;
    readonly subject: string;
    readonly scoreBefore: number;
    readonly scoreAfter: number;
    readonly flagAfter: boolean;
  }[];
};

export type ResellerSettingsView = {
  readonly liveHash: string;
  /** Others were published, and this version of the service cannot read them. */
  readonly isUnreadable: boolean;
  /** What stands in the editor: the live text, an earlier one, or the one that was just checked. */
  readonly text: string;
  /** What is wrong with it, or what it would change; neither before it was checked. */
  readonly problems?: readonly FileProblem[] | undefined;
  readonly preview?: SettingsPreviewView | undefined;
  readonly proposals: readonly SettingsProposal[];
  readonly history: readonly ChainEntry<SettingsEvent>[];
  /** Subject of who looks at the page: nobody approves their own proposal. */
  readonly sub: string;
  readonly mayPublish: boolean;
};

export const SETTINGS_NEED_WORDS: { readonly [need in SettingsNeed]: string } = {
  "no-cases": "no case shows what it does",
  "moves-many": `it moves more than ${share(SETTINGS_MOVED_SHARE_MAX, 1)} of the undecided cases`,
  "misses-confirmed": "it would miss an impostor that two people confirmed",
};

/** "Of 120 undecided cases, 3 would be flagged and 8 no longer." */
export function effectWords({ cases, newlyFlagged, noLongerFlagged, confirmedNotFlagged }: SettingsEffect): string {
  const moved = `Of ${countOf(cases, "undecided case", "undecided cases")}, ${newlyFlagged} would be flagged and ${noLongerFlagged} no longer.`;
  return confirmedNotFlagged === 0
    ? moved
    : `${moved} ${countOf(confirmedNotFlagged, "confirmed impostor", "confirmed impostors")} would not be flagged.`;
}

/** What somebody did: "published", "proposed", and so on. */
export function settingsEventWords(event: SettingsEvent): string {
  switch (event.kind) {
    case "proposed":
      return "proposed";
    case "withdrawn":
      return `withdrew proposal ${event.proposal}`;
    case "published":
      return event.approval === null ? "published" : `published with ${event.approval.by.email}`;
  }
}
