import type { ChainEntry } from "../hash-chain.ts";
import type { PolicyEvent } from "./policy-event.ts";

/** A policy that waits for a second person. Its id is the place of its event in the history. */
export type Proposal = { readonly id: number } & Extract<PolicyEvent, { kind: "proposed" }>;

/** What follows from the history. */
export type PolicyState = {
  readonly liveHash: string;
  /** Policies that were live before, the latest last; a rollback goes back along them. */
  readonly formerHashes: readonly string[];
  /** Every policy that was ever live: buyers met it, so going back to it needs nobody's consent. */
  readonly onceLive: ReadonlySet<string>;
  /** A change of what is live ends every proposal: its replay was against another policy. */
  readonly proposals: readonly Proposal[];
};

/** What staff see of the policy: what is live, what waits, and how it came to that. */
export type PolicyOverview = Pick<PolicyState, "liveHash" | "proposals"> & {
  readonly history: readonly ChainEntry<PolicyEvent>[];
};

/** @param shippedHash the policy of the bundle, which is live until one is published */
export function policyState(history: Iterable<ChainEntry<PolicyEvent>>, shippedHash: string): PolicyState {
  let state: PolicyState = { liveHash: shippedHash, formerHashes: [], onceLive: new Set(), proposals: [] };
  for (const { seq, body } of history) state = after(state, { seq, body }, shippedHash);
  return state;
}

function after(
  state: PolicyState,
  { seq, body: event }: Pick<ChainEntry<PolicyEvent>, "seq" | "body">,
  shippedHash: string,
): PolicyState {
  switch (event.kind) {
    case "proposed":
      return {
        ...state,
        proposals: [...state.proposals.filter(({ hash }) => hash !== event.hash), { id: seq, ...event }],
      };
    case "redacted":
      return state;
    case "withdrawn":
      return { ...state, proposals: state.proposals.filter(({ id }) => id !== event.proposal) };
    case "published":
      return {
        liveHash: event.hash,
        formerHashes: [...state.formerHashes, event.previous],
        onceLive: new Set([...state.onceLive, event.previous, event.hash]),
        proposals: [],
      };
    case "rolled-back": {
      const { formerHashes, onceLive } = state;
      if (event.shipped) return { liveHash: shippedHash, formerHashes: [], onceLive, proposals: [] };
      const at = formerHashes.lastIndexOf(event.hash);
      return {
        liveHash: event.hash,
        formerHashes: at === -1 ? formerHashes : formerHashes.slice(0, at),
        onceLive,
        proposals: [],
      };
    }
  }
}
