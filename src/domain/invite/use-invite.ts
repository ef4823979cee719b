import { err, ok, type Result } from "../result.ts";
import type { Invite, InviteContext, Invited, InviteRefusal, InviteStore } from "./invite.ts";

/** Who comes with an invite: the pseudonyms of the account, and of the mailbox and the number that the shop says it confirmed. */
export type Claimant = {
  readonly account: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
};

export type UseCommand = { readonly claimant: Claimant; readonly inviteId?: string | undefined };

/** What a registration keeps of its invite. */
export type UsedInvite = { readonly inviteId: string; readonly isRevoked?: boolean | undefined };

/**
 * Has an account use an invite, before it is registered. An account has one: who comes again, with another one or with none, is let in
 * by the first, and the other stays as it is. So a registration that was lost on the way, or taken back, costs nobody an invite.
 */
export function useInvite(
  { store, nowMs }: InviteContext,
  { claimant, inviteId }: UseCommand,
): Result<UsedInvite, InviteRefusal> {
  const own = store.findUsedBy(claimant.account);
  if (own !== undefined) return ok({ inviteId: own.inviteId, isRevoked: own.isRevoked });
  if (inviteId === undefined) return err({ kind: "invite-required" });
  const invite = findInvite({ store, nowMs }, inviteId);
  if (invite === undefined) return err({ kind: "invite-rejected", because: "unknown" });
  // First of all, so that a code which others posted says nothing of what became of it.
  if (!isFor(invite.for, claimant)) return err({ kind: "invite-rejected", because: "for_another" });
  if (invite.state !== "open") return err({ kind: "invite-rejected", because: invite.state });
  store.write([{ ...invite, state: "used", usedBy: claimant.account }]);
  return ok({ inviteId });
}

/** Whether an invite is for whoever comes: an unbound one is for everybody. */
export function isFor(invited: Invited | undefined, claimant: Claimant): boolean {
  return invited === undefined || claimant[invited.kind] === invited.pseudonym;
}

/** An invite as it stands now: one whose time is over was ended in this moment, if it was not before. */
export function findInvite(
  { store, nowMs }: { readonly store: InviteStore; readonly nowMs: number },
  inviteId: string,
): Invite | undefined {
  const invite = store.find(inviteId);
  if (invite?.state !== "open" || invite.useByMs === undefined || nowMs < invite.useByMs) return invite;
  const ended: Invite = { ...invite, state: "over" };
  store.write([ended]);
  return ended;
}
