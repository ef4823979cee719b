import { err, ok, type Result } from "../result.ts";
import type { Invite, InviteContext, InviteRefusal, InviteStore } from "./invite.ts";
import { findInvite } from "./use-invite.ts";

export type RevokeCommand = {
  readonly inviteId: string;
  /** With all that were passed on from it; else it alone. */
  readonly chain: boolean;
};

export type RevokedInvites = {
  /** How many were not used, and are good for nobody any more. */
  readonly ended: number;
  /** Accounts that registered with one: a person looks at what they buy. */
  readonly accounts: readonly string[];
};

/**
 * Revokes an invite, or its chain from it on: what is unused ends, and who registered goes to review. Whoever passed it on is not
 * touched. A second time changes nothing and says the same accounts.
 */
export function revokeInvites(
  { store, nowMs }: Pick<InviteContext, "store" | "nowMs">,
  { inviteId, chain }: RevokeCommand,
): Result<RevokedInvites, InviteRefusal> {
  const first = findInvite({ store, nowMs }, inviteId);
  if (first === undefined) return err({ kind: "invite-unknown" });
  const revoked = chain ? chainFrom(store, first) : [first];
  const open = revoked.filter(({ state }) => state === "open");
  const used = revoked.filter(({ state }) => state === "used");
  store.write([
    ...open.map((invite): Invite => ({ ...invite, state: "revoked" })),
    ...used.map((invite): Invite => ({ ...invite, isRevoked: true })),
  ]);
  return ok({ ended: open.length, accounts: used.flatMap(({ usedBy }) => usedBy ?? []) });
}

/** An invite and all that follow it in its chain, each once whatever the rows say. */
function chainFrom(store: InviteStore, first: Invite): readonly Invite[] {
  const found = new Map([[first.inviteId, first]]);
  for (const { inviteId } of found.values()) {
    for (const child of store.childrenOf(inviteId)) {
      if (!found.has(child.inviteId)) found.set(child.inviteId, child);
    }
  }
  return [...found.values()];
}
