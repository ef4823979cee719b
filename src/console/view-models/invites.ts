import type { InviteState } from "../../domain/invite/invite.ts";
import type { InviteBranch } from "../../domain/invite/invite-tree.ts";

export type InvitesPageView = {
  readonly saleId: string;
  readonly trees: readonly InviteBranch[];
  /** Whether this is not the first page, and the cursor of the next one. */
  readonly isLater: boolean;
  readonly next?: string | undefined;
};

/** An invite of a tree, with its place in it: `2.1` is the first that was passed on of the second. */
export type InviteRow = { readonly place: string; readonly branch: InviteBranch };

/** All invites of some trees, each before those that were passed on from it. */
export function inviteRows(trees: readonly InviteBranch[], before = ""): readonly InviteRow[] {
  return trees.flatMap((branch, at) => {
    const place = `${before}${at + 1}`;
    return [{ place, branch }, ...inviteRows(branch.branches, `${place}.`)];
  });
}

const STATE_WORDS: { readonly [state in InviteState]: string } = {
  open: "Not used yet",
  used: "Registered",
  over: "Not used in time",
  returned: "Given back",
  revoked: "Revoked",
  forgotten: "Forgotten",
};

/** What staff read of how an invite stands. */
export function inviteWords({ invite }: InviteBranch): string {
  return invite.isRevoked === true ? "Registered, revoked since" : STATE_WORDS[invite.state];
}

/** Whom it is for, in a word: who that is nobody is told. */
export function personWords({ invite }: InviteBranch): string {
  if (invite.for !== undefined)
    return { account: "An account", email: "A mailbox", phone: "A number" }[invite.for.kind];
  return invite.state === "forgotten" ? "–" : "Whoever came first";
}

export function invitesHref(saleId: string, cursor?: string): string {
  const page = `/console/sales/${encodeURIComponent(saleId)}/invites`;
  return cursor === undefined ? page : `${page}?cursor=${encodeURIComponent(cursor)}`;
}
