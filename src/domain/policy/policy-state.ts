import type { ChainEntry } from "../hash-chain.ts";
import { afterEvent, endedBy, type Proposal, type PublicationState } from "../publication/publication.ts";
import type { PolicyEvent, ReplaySummary, SecondPersonNeed } from "./policy-event.ts";

/** A policy that waits for a second person. */
export type PolicyProposal = Proposal<ReplaySummary, SecondPersonNeed>;

/** What follows from the history. */
export type PolicyState = PublicationState<ReplaySummary, SecondPersonNeed> & {
  /** Policies that were live before, the latest last; a rollback goes back along them. */
  readonly formerHashes: readonly string[];
  /** Every policy that was ever live: buyers met it, so going back to it needs nobody's consent. */
  readonly onceLive: ReadonlySet<string>;
};

/** What staff see of the policy: what is live, what waits, and how it came to that. */
export type PolicyOverview = Pick<PolicyState, "liveHash" | "proposals"> & {
  readonly history: readonly ChainEntry<PolicyEvent>[];
  /** The policy of the bundle. */
  readonly shippedHash: string;
};

/** @param shippedHash the policy of the bundle, which is live until one is published */
export function policyState(history: Iterable<ChainEntry<PolicyEvent>>, shippedHash: string): PolicyState {
  let state: PolicyState = { liveHash: shippedHash, formerHashes: [], onceLive: new Set(), proposals: [] };
  for (const { seq, body } of history) state = after(state, { seq, body }, shippedHash);
  return state;
}

/**
 * The proposals of other policies that each change of the live one ended.
 * @returns ids of proposals by the `seq` of the event that ended them; events that ended none are left out
 */
export function endedProposals(
  history: Iterable<ChainEntry<PolicyEvent>>,
  shippedHash: string,
): ReadonlyMap<number, readonly number[]> {
  const ended = new Map<number, readonly number[]>();
  let state = policyState([], shippedHash);
  for (const { seq, body } of history) {
    const ids = endedBy(state, body);
    if (ids.length > 0) ended.set(seq, ids);
    state = after(state, { seq, body }, shippedHash);
  }
  return ended;
}

function after(
  state: PolicyState,
  { seq, body }: Pick<ChainEntry<PolicyEvent>, "seq" | "body">,
  shippedHash: string,
): PolicyState {
  const { formerHashes, onceLive } = state;
  if (body.kind === "redacted") return state;
  if (body.kind === "rolled-back") {
    if (body.shipped) return { liveHash: shippedHash, formerHashes: [], onceLive, proposals: [] };
    const at = formerHashes.lastIndexOf(body.hash);
    const left = at === -1 ? formerHashes : formerHashes.slice(0, at);
    return { liveHash: body.hash, formerHashes: left, onceLive, proposals: [] };
  }
  const next = afterEvent(state, { seq, body });
  if (body.kind !== "published") return { ...state, ...next };
  return {
    ...next,
    formerHashes: [...formerHashes, body.previous],
    onceLive: new Set([...onceLive, body.previous, body.hash]),
  };
}
