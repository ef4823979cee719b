/** By what somebody is named whom an invite is for. */
export const INVITED_KINDS = ["account", "email", "phone"] as const;
export type InvitedKind = (typeof INVITED_KINDS)[number];

/** Whom an invite is for. Nothing in it is what a shop calls its customer. */
export type Invited = { readonly kind: InvitedKind; readonly pseudonym: string };

/**
 * How an invite stands. `over`: nobody used it in time. `forgotten`: whoever it was for, or had it, was forgotten; it stays for the sake
 * of its chain and is good for nobody.
 */
export const INVITE_STATES = ["open", "used", "over", "returned", "revoked", "forgotten"] as const;
export type InviteState = (typeof INVITE_STATES)[number];

/** One invite: good for one registration by one account. */
export type Invite = {
  readonly inviteId: string;
  /** Keyed hash of the call that issued it, and its place in that call, from 0; absent of one that was passed on. */
  readonly issued?: { readonly call: string; readonly at: number } | undefined;
  /** The invite whose holder passed it on; absent of one that the shop issued. */
  readonly parent?: string | undefined;
  /** Absent where it is good for whoever comes first with it. */
  readonly for?: Invited | undefined;
  /** How many more may follow it in its chain. */
  readonly shareable: number;
  /** Half-open: from this moment on it can no longer be used or passed on. */
  readonly useByMs?: number | undefined;
  readonly issuedAtMs: number;
  readonly state: InviteState;
  /** Pseudonym of the account that registered with it. */
  readonly usedBy?: string | undefined;
  /** Its chain was revoked after it was used: a person looks at what is bought with it. */
  readonly isRevoked?: boolean | undefined;
  /** How often its holder named somebody who is invited already. */
  readonly misses?: number | undefined;
};

/** A call that issued invites, so that a repeat of it is known. */
export type IssueCall = {
  readonly scope: string;
  readonly fingerprint: string;
  /** The secret that its tokens are signed with. */
  readonly kid: string;
};

/** The rows of the invites of one sale. */
export type InviteStore = {
  readonly find: (inviteId: string) => Invite | undefined;
  readonly findUsedBy: (account: string) => Invite | undefined;
  /** The open or used one that is for somebody. */
  readonly findFor: (invited: Invited) => Invite | undefined;
  /** Those that were passed on from one, by their ids. */
  readonly childrenOf: (inviteId: string) => readonly Invite[];
  readonly count: () => number;
  /** Open and used ones: each may take a unit. */
  readonly countGood: () => number;
  readonly write: (invites: readonly Invite[]) => void;
  /** Ends open ones whose time is over. */
  readonly endOver: (nowMs: number) => void;
  readonly findCall: (scope: string) => IssueCall | undefined;
  readonly writeCall: (call: IssueCall) => void;
  /** Ids of the invites of a call, in its order. */
  readonly idsOfCall: (scope: string) => readonly string[];
  /** Units that the sale keeps for invites; 0 before it was asked. */
  readonly promised: () => number;
  readonly writePromised: (units: number) => void;
  /** Invites that the shop issued, with all that was passed on of each, ascending by id from behind one. */
  readonly chainsAfter: (inviteId: string, count: number) => readonly Invite[];
  /** @returns how many were changed */
  readonly forget: (pseudonyms: readonly string[]) => number;
};

/** What a command works with: the rows, the object's clock read once, and chance for ids. */
export type InviteContext = { readonly store: InviteStore; readonly nowMs: number; readonly random: () => number };

/** Why an invite lets nobody in. */
export type InviteRejection = "unknown" | "for_another" | Exclude<InviteState, "open">;

/** Why an invite is not passed on. `shared`: it was. `invited`: that person is. `tries`: too many who are were named. */
export type ShareRejection = "not_used" | "not_shareable" | "shared" | "invited" | "tries" | "over" | "revoked";

/** Why an invite does not come back. `issued`: the shop issued it. `once`: another one of its sender did. */
export type ReturnRejection = "issued" | "once" | "for_another" | Exclude<InviteState, "open" | "returned">;

/** What is wrong with one line of a call that issues invites. `twice`: a line before is for the same person. */
export type LineProblem = { readonly at: number; readonly because: "invited" | "twice" | "over" };

/** Why the invites of a sale are not changed. */
export type InviteRefusal =
  | { readonly kind: "invite-unknown" }
  | { readonly kind: "invite-required" }
  | { readonly kind: "invite-rejected"; readonly because: InviteRejection }
  | { readonly kind: "invite-not-shareable"; readonly because: ShareRejection }
  | { readonly kind: "invite-not-returnable"; readonly because: ReturnRejection }
  | { readonly kind: "invites-refused"; readonly lines: readonly LineProblem[] }
  | { readonly kind: "invites-full" }
  | { readonly kind: "invites-exceed-units"; readonly units: number }
  | { readonly kind: "sale-halted" }
  | { readonly kind: "idempotency-key-reused" };

/** Between the object of the invites and the sale, and no caller ever hears it: the sale has to keep so many units for them. */
export type PromiseNeeded = { readonly kind: "promise-needed"; readonly units: number };

/** Whether two name the same person in the same way. */
export function isSameInvited(one: Invited, other: Invited): boolean {
  return one.kind === other.kind && one.pseudonym === other.pseudonym;
}
