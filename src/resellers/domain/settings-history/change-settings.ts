import { SETTINGS_MOVED_SHARE_MAX } from "../../../domain/limits.ts";
import type { Person } from "../../../domain/policy/policy-event.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { SettingsEffect, SettingsEvent, SettingsNeed } from "./settings-event.ts";
import type { SettingsState } from "./settings-state.ts";

/** What staff may do to the settings; they were checked, and their effect was measured, before. */
export type SettingsCommand = { readonly by: Person; readonly why: string } & (
  | {
      readonly kind: "publish";
      readonly hash: string;
      /** The live settings that the effect was measured against. */
      readonly against: string;
      readonly effect: SettingsEffect;
    }
  | { readonly kind: "approve"; readonly proposal: number }
  | { readonly kind: "withdraw"; readonly proposal: number }
);

export type SettingsRefusal =
  | { readonly kind: "settings-already-live" }
  | { readonly kind: "settings-changed-meanwhile" }
  | { readonly kind: "proposal-unknown" }
  /** Who proposed cannot be the second person. */
  | { readonly kind: "second-person-needed" };

/**
 * Decides what comes of a command: settings go live at once, or wait for a second person where they move many cases, would
 * miss an impostor that two people confirmed, or where no case shows what they do.
 * @returns the event to append
 */
export function changeSettings(
  state: SettingsState,
  command: SettingsCommand,
  nowMs: number,
): Result<SettingsEvent, SettingsRefusal> {
  const { by, why } = command;
  const previous = state.liveHash;
  if (command.kind === "publish") {
    const { hash, against, effect } = command;
    if (hash === previous) return err({ kind: "settings-already-live" });
    if (against !== previous) return err({ kind: "settings-changed-meanwhile" });
    const needs = settingsNeeds(effect);
    const act = { by, why, atMs: nowMs, hash, effect };
    return needs.length > 0
      ? ok({ kind: "proposed", ...act, needs })
      : ok({ kind: "published", ...act, previous, approval: null });
  }
  const proposal = state.proposals.find(({ id }) => id === command.proposal);
  if (proposal === undefined) return err({ kind: "proposal-unknown" });
  if (command.kind === "withdraw") return ok({ kind: "withdrawn", by, why, atMs: nowMs, proposal: proposal.id });
  if (proposal.by.sub === by.sub) return err({ kind: "second-person-needed" });
  const { hash, effect } = proposal;
  const approval = { proposal: proposal.id, by, why };
  return ok({ kind: "published", by: proposal.by, why: proposal.why, atMs: nowMs, hash, effect, previous, approval });
}

/** Why one person is not enough to publish settings of this effect; empty where one is. */
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
