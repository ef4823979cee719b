import type { ChainEntry } from "../hash-chain.ts";
import { err, ok, type Result } from "../result.ts";

/** A person of the staff. `sub` identifies; `email` is for showing. */
export type Person = { readonly sub: string; readonly email: string };

/** What a person did, when, and why. */
export type Act = { readonly by: Person; readonly atMs: number; readonly why: string };

/**
 * What happened to something that goes live by publication: a policy, or the settings of detectors. The history of these events
 * is the truth; what is live follows from it.
 * @typeParam Effect what was measured of a version before it was published
 * @typeParam Need why one person is not enough
 */
export type PublicationEvent<Effect, Need> =
  | (Act & {
      readonly kind: "proposed";
      readonly hash: string;
      readonly effect: Effect;
      readonly needs: readonly Need[];
    })
  | (Act & {
      readonly kind: "published";
      readonly hash: string;
      readonly previous: string;
      readonly effect: Effect;
      readonly approval: { readonly proposal: number; readonly by: Person; readonly why: string } | null;
    })
  | (Act & { readonly kind: "withdrawn"; readonly proposal: number });

/** A version that waits for a second person. Its id is the place of its event in the history. */
export type Proposal<Effect, Need> = { readonly id: number } & Extract<
  PublicationEvent<Effect, Need>,
  { kind: "proposed" }
>;

/** What follows from the history. */
export type PublicationState<Effect, Need> = {
  readonly liveHash: string;
  /** A change of what is live ends every proposal: its effect was measured against another version. */
  readonly proposals: readonly Proposal<Effect, Need>[];
};

/** What staff may ask. A version was checked, and its effect measured, before; who may do it is known already. */
export type PublicationCommand<Effect> = { readonly by: Person; readonly why: string } & (
  | {
      readonly kind: "publish";
      readonly hash: string;
      /** The live version that the effect was measured against. */
      readonly against: string;
      readonly effect: Effect;
    }
  | { readonly kind: "approve" | "withdraw"; readonly proposal: number }
);

export type PublicationRefusal =
  | { readonly kind: "already-live" }
  /** Another version went live since the effect was measured. */
  | { readonly kind: "changed-meanwhile" }
  | { readonly kind: "proposal-unknown" }
  /** Who proposed cannot be the second person. */
  | { readonly kind: "second-person-needed" };

/**
 * Decides what comes of a command: a version goes live at once, or waits for a second person where its effect needs one.
 * @returns the event to append
 */
export function changePublication<Effect, Need>(
  state: PublicationState<Effect, Need>,
  command: PublicationCommand<Effect>,
  { needsOf, nowMs }: { readonly needsOf: (effect: Effect) => readonly Need[]; readonly nowMs: number },
): Result<PublicationEvent<Effect, Need>, PublicationRefusal> {
  const { by, why } = command;
  const act = { by, why, atMs: nowMs };
  const previous = state.liveHash;
  if (command.kind === "publish") {
    const { hash, effect } = command;
    if (hash === previous) return err({ kind: "already-live" });
    if (command.against !== previous) return err({ kind: "changed-meanwhile" });
    const needs = needsOf(effect);
    return needs.length > 0
      ? ok({ kind: "proposed", ...act, hash, effect, needs })
      : ok({ kind: "published", ...act, hash, previous, effect, approval: null });
  }
  const proposal = state.proposals.find(({ id }) => id === command.proposal);
  if (proposal === undefined) return err({ kind: "proposal-unknown" });
  if (command.kind === "withdraw") return ok({ kind: "withdrawn", ...act, proposal: proposal.id });
  if (proposal.by.sub === by.sub) return err({ kind: "second-person-needed" });
  const { hash, effect } = proposal;
  const approval = { proposal: proposal.id, by, why };
  const proposed = { by: proposal.by, why: proposal.why, atMs: nowMs };
  return ok({ kind: "published", ...proposed, hash, previous, effect, approval });
}

/** The state behind one more event. */
export function afterEvent<Effect, Need>(
  { liveHash, proposals }: PublicationState<Effect, Need>,
  { seq, body }: Pick<ChainEntry<PublicationEvent<Effect, Need>>, "seq" | "body">,
): PublicationState<Effect, Need> {
  switch (body.kind) {
    case "proposed":
      return { liveHash, proposals: [...proposals.filter(({ hash }) => hash !== body.hash), { id: seq, ...body }] };
    case "withdrawn":
      return { liveHash, proposals: proposals.filter(({ id }) => id !== body.proposal) };
    case "published":
      return { liveHash: body.hash, proposals: [] };
  }
}

/** Ids of the proposals of other versions that an event ends: what they would do was measured against a version that it replaces. */
export function endedBy<Effect, Need>(
  { proposals }: Pick<PublicationState<Effect, Need>, "proposals">,
  event: { readonly kind: string; readonly hash?: string },
): readonly number[] {
  if (event.kind !== "published" && event.kind !== "rolled-back") return [];
  return proposals.filter(({ hash }) => hash !== event.hash).map(({ id }) => id);
}

/** What came of a command, as its caller hears it. */
export type Changed<Effect, Need> =
  | {
      readonly status: "live";
      readonly hash: string;
      readonly effect?: Effect | undefined;
      /** Proposals of other versions that this ended. */
      readonly endedProposals: readonly number[];
    }
  | {
      readonly status: "waiting";
      readonly hash: string;
      readonly proposal: number;
      readonly needs: readonly Need[];
      readonly effect: Effect;
    }
  | { readonly status: "withdrawn"; readonly proposal: number };

/**
 * @param seq the place of the event in the history, by which a proposal is known
 * @param endedProposals proposals of other versions that the event ended
 */
export function changedBy<Effect, Need>(
  seq: number,
  event: PublicationEvent<Effect, Need>,
  endedProposals: readonly number[],
): Changed<Effect, Need> {
  switch (event.kind) {
    case "proposed":
      return { status: "waiting", hash: event.hash, proposal: seq, needs: event.needs, effect: event.effect };
    case "published":
      return { status: "live", hash: event.hash, effect: event.effect, endedProposals };
    case "withdrawn":
      return { status: "withdrawn", proposal: event.proposal };
  }
}
