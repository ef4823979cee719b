import type { ChainEntry } from "../../../domain/hash-chain.ts";
import { SETTINGS_MOVED_SHARE_MAX } from "../../../domain/limits.ts";
import {
  afterEvent,
  type Proposal,
  type PublicationCommand,
  type PublicationEvent,
  type PublicationState,
} from "../../../domain/publication/publication.ts";

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

export type SettingsEvent = PublicationEvent<SettingsEffect, SettingsNeed>;
export type SettingsCommand = PublicationCommand<SettingsEffect>;
export type SettingsProposal = Proposal<SettingsEffect, SettingsNeed>;

/** @param shippedHash the settings of the bundle, which are live until others are published */
export function settingsState(history: Iterable<ChainEntry<SettingsEvent>>, shippedHash: string) {
  let state: PublicationState<SettingsEffect, SettingsNeed> = { liveHash: shippedHash, proposals: [] };
  for (const entry of history) state = afterEvent(state, entry);
  return state;
}

/**
 * Why one person is not enough to publish settings of this effect: they move many cases, would miss an impostor that two
 * people confirmed, or no case shows what they do. Empty where one person is.
 */
export function settingsNeeds({
  cases,
  newlyFlagged,
  noLongerFlagged,
  confirmedNotFlagged,
}: SettingsEffect): SettingsNeed[] {
  if (cases === 0) return ["no-cases"];
  const movesMany = newlyFlagged + noLongerFlagged > cases * SETTINGS_MOVED_SHARE_MAX;
  return [
    ...(movesMany ? (["moves-many"] as const) : []),
    ...(confirmedNotFlagged > 0 ? (["misses-confirmed"] as const) : []),
  ];
}
