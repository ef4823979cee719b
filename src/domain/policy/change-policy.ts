import { err, ok, type Result } from "../result.ts";
import type { Person, PolicyChangeEvent, ReplaySummary, SecondPersonNeed } from "./policy-event.ts";
import type { PolicyState } from "./policy-state.ts";

/** What staff may do to the policy. Checking and replaying come before, and who may do it is known already. */
export type PolicyCommand = { readonly by: Person; readonly why: string } & (
  | {
      readonly kind: "publish";
      readonly hash: string;
      /** The live policy that the replay compared with. */
      readonly against: string;
      /** Null where there was no decision to replay. */
      readonly replay: ReplaySummary | null;
      readonly breakGlass: boolean;
    }
  | { readonly kind: "approve"; readonly proposal: number }
  | { readonly kind: "withdraw"; readonly proposal: number }
  /** To the policy that was live before, or to any that was; behind the first published one is the shipped one. */
  | { readonly kind: "roll-back"; readonly to?: string | undefined }
);

export type PolicyRefusal =
  | { readonly kind: "policy-already-live" }
  /** Another policy went live since the replay. */
  | { readonly kind: "policy-changed-meanwhile" }
  | { readonly kind: "proposal-unknown" }
  /** Who proposed cannot be the second person. */
  | { readonly kind: "second-person-needed" }
  | { readonly kind: "policy-never-live" }
  | { readonly kind: "nothing-to-roll-back" };

/** What a change of the policy depends on besides the history. */
export type ChangeTerms = {
  readonly nowMs: number;
  /** The policy of the bundle. */
  readonly shippedHash: string;
  /** Share of replayed decisions that one person may newly deny. */
  readonly newlyDeniedShareMax: number;
};

/**
 * Decides what comes of a command. A policy goes live at once, or waits for a second person where its replay newly denies
 * too many or where there was nothing to replay. Going back needs nobody else: buyers met that policy before.
 * @returns the event to append
 */
export function changePolicy(
  state: PolicyState,
  command: PolicyCommand,
  terms: ChangeTerms,
): Result<PolicyChangeEvent, PolicyRefusal> {
  const { by, why } = command;
  const act = { by, why, atMs: terms.nowMs };
  switch (command.kind) {
    case "publish": {
      const { hash, replay, breakGlass } = command;
      if (hash === state.liveHash) return err({ kind: "policy-already-live" });
      if (command.against !== state.liveHash) return err({ kind: "policy-changed-meanwhile" });
      const needs = needsSecondPerson(replay, terms.newlyDeniedShareMax);
      if (needs.length > 0 && !breakGlass) return ok({ kind: "proposed", ...act, hash, replay, needs });
      const previous = state.liveHash;
      return ok({ kind: "published", ...act, hash, previous, replay, breakGlass: needs.length > 0, approval: null });
    }
    case "approve": {
      const proposal = state.proposals.find(({ id }) => id === command.proposal);
      if (proposal === undefined) return err({ kind: "proposal-unknown" });
      if (proposal.by.sub === by.sub) return err({ kind: "second-person-needed" });
      const { hash, replay } = proposal;
      return ok({
        kind: "published",
        by: proposal.by,
        why: proposal.why,
        atMs: terms.nowMs,
        hash,
        previous: state.liveHash,
        replay,
        breakGlass: false,
        approval: { proposal: proposal.id, by, why },
      });
    }
    case "withdraw": {
      if (!state.proposals.some(({ id }) => id === command.proposal)) return err({ kind: "proposal-unknown" });
      return ok({ kind: "withdrawn", ...act, proposal: command.proposal });
    }
    case "roll-back": {
      const { shippedHash } = terms;
      const former = state.formerHashes.length === 1 ? shippedHash : state.formerHashes.at(-1);
      const hash = command.to ?? former;
      if (hash === undefined) return err({ kind: "nothing-to-roll-back" });
      if (hash === state.liveHash) return err({ kind: "policy-already-live" });
      if (hash !== shippedHash && !state.onceLive.has(hash)) return err({ kind: "policy-never-live" });
      const previous = state.liveHash;
      return ok({ kind: "rolled-back", ...act, hash, previous, shipped: hash === shippedHash });
    }
  }
}

/** Why one person is not enough to publish a policy of this replay; empty where one is. */
export function needsSecondPerson(replay: ReplaySummary | null, shareMax: number): SecondPersonNeed[] {
  if (replay === null || replay.decisions === 0) return ["no-replay"];
  return replay.newlyDeniedShare > shareMax ? ["denies-more"] : [];
}
