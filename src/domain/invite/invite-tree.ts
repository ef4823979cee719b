import type { Invite } from "./invite.ts";

/** An invite with what came of it: a branch of the tree that the shop's invites grow into. */
export type InviteBranch = {
  readonly invite: Invite;
  /** Units that its own account has bought. */
  readonly bought: number;
  /** Invites of the branch, itself included. */
  readonly invites: number;
  /** Units that the whole branch has bought. */
  readonly boughtInAll: number;
  readonly branches: readonly InviteBranch[];
};

/**
 * The trees of some invites, in their order; what leads to none of them is a tree of its own. An invite stands once, even if rows
 * lead round in a circle.
 * @param unitsOf units that an account has bought
 */
export function inviteTrees(invites: readonly Invite[], unitsOf: (account: string) => number): readonly InviteBranch[] {
  const known = new Set(invites.map(({ inviteId }) => inviteId));
  const followers = new Map<string, Invite[]>();
  for (const invite of invites) {
    const { parent = "" } = invite;
    const of = known.has(parent) ? parent : "";
    followers.set(of, [...(followers.get(of) ?? []), invite]);
  }
  const shown = new Set<string>();
  const branchOf = (invite: Invite): InviteBranch => {
    shown.add(invite.inviteId);
    const following = (followers.get(invite.inviteId) ?? []).filter(({ inviteId }) => !shown.has(inviteId));
    const branches = following.map(branchOf);
    const bought = invite.usedBy === undefined ? 0 : unitsOf(invite.usedBy);
    return {
      invite,
      bought,
      invites: branches.reduce((sum, branch) => sum + branch.invites, 1),
      boughtInAll: branches.reduce((sum, branch) => sum + branch.boughtInAll, bought),
      branches,
    };
  };
  const trees = (followers.get("") ?? []).map(branchOf);
  const circles: InviteBranch[] = [];
  for (const invite of invites) if (!shown.has(invite.inviteId)) circles.push(branchOf(invite));
  return [...trees, ...circles];
}
