import { newRecordId } from "../ids.ts";
import { INVITE_MISSES_MAX } from "../limits.ts";
import { err, ok, type Result } from "../result.ts";
import {
  type Invite,
  type InviteContext,
  type Invited,
  type InviteRefusal,
  isSameInvited,
  type PromiseNeeded,
  type ReturnRejection,
  type ShareRejection,
} from "./invite.ts";
import { isInvited, roomLacks } from "./issue-invites.ts";
import { type Claimant, findInvite, isFor } from "./use-invite.ts";

/** Whose invite is passed on: the shop names the invite, a browser its account. */
export type Sharer = { readonly inviteId: string } | { readonly account: string };

export type ShareCommand = {
  readonly saleId: string;
  readonly by: Sharer;
  readonly for: Invited;
  readonly promisesUnit: boolean;
};

/**
 * Makes one more invite of a used one that is shareable, for somebody who is named; that one may go on one time less. Naming the same
 * person again gives the same invite. Chains do not loop: who is in one is invited already.
 */
export function shareInvite(
  { store, nowMs, random }: InviteContext,
  { saleId, by, for: invited, promisesUnit }: ShareCommand,
): Result<{ readonly inviteId: string }, InviteRefusal | PromiseNeeded> {
  const refuse = (because: ShareRejection) => err({ kind: "invite-not-shareable", because } as const);
  const parent = "inviteId" in by ? store.find(by.inviteId) : store.findUsedBy(by.account);
  if (parent === undefined) return "inviteId" in by ? err({ kind: "invite-unknown" }) : refuse("not_used");
  if (parent.state !== "used") return refuse("not_used");
  if (parent.isRevoked === true) return refuse("revoked");
  if (parent.shareable === 0) return refuse("not_shareable");
  store.endOver(nowMs);
  const good = store.childrenOf(parent.inviteId).find(({ state }) => state === "open" || state === "used");
  if (good?.for !== undefined && isSameInvited(good.for, invited)) return ok({ inviteId: good.inviteId });
  if (good !== undefined) return refuse("shared");
  if (parent.useByMs !== undefined && nowMs >= parent.useByMs) return refuse("over");
  const { misses = 0 } = parent;
  // Or a holder could ask of one person after another whether they are invited.
  if (misses >= INVITE_MISSES_MAX) return refuse("tries");
  if (isInvited(store, invited)) {
    store.write([{ ...parent, misses: misses + 1 }]);
    return refuse("invited");
  }
  const lacking = roomLacks(store, 1, promisesUnit);
  if (lacking !== undefined) return err(lacking);
  const inviteId = newRecordId("inv", saleId, nowMs, random);
  const { useByMs, shareable } = parent;
  const child = { inviteId, parent: parent.inviteId, for: invited, shareable: shareable - 1, useByMs };
  store.write([{ ...child, issuedAtMs: nowMs, state: "open" }]);
  return ok({ inviteId });
}

export type ReturnCommand = {
  readonly inviteId: string;
  /** Absent where the shop calls, which may return any. */
  readonly claimant?: Claimant | undefined;
};

/**
 * Gives an unused invite back to whoever passed it on, who may then pass it on to somebody else, and that once. Its sender and whom it is
 * for may do so. A second time changes nothing.
 */
export function returnInvite(
  { store, nowMs }: InviteContext,
  { inviteId, claimant }: ReturnCommand,
): Result<{ readonly status: "returned" }, InviteRefusal> {
  const refuse = (because: ReturnRejection) => err({ kind: "invite-not-returnable", because } as const);
  const invite = findInvite({ store, nowMs }, inviteId);
  if (invite === undefined) return err({ kind: "invite-unknown" });
  const { parent } = invite;
  const isOwn = claimant === undefined || isFor(invite.for, claimant) || isSender(store.find(parent ?? ""), claimant);
  if (!isOwn) return refuse("for_another");
  if (parent === undefined) return refuse("issued");
  if (invite.state === "returned") return ok({ status: "returned" });
  if (invite.state !== "open") return refuse(invite.state);
  if (store.childrenOf(parent).some(({ state }) => state === "returned")) return refuse("once");
  store.write([{ ...invite, state: "returned" }]);
  return ok({ status: "returned" });
}

function isSender(parent: Invite | undefined, { account }: Claimant): boolean {
  return parent?.usedBy === account;
}
