import type { IdentifierKind } from "../identity/identifier.ts";
import type { InviteRefusal } from "../invite/invite.ts";
import type { UsedInvite } from "../invite/use-invite.ts";
import type { AddressSharers } from "../sale/calling/calling.ts";
import type { RegistrationEvidence } from "./evidence.ts";
import type { RegistrationOutcome } from "./outcome.ts";

/** The receipt of a registration as it is kept: all that is needed to write the same bytes again for its holder, and nobody else. */
export type KeptReceipt = {
  readonly kid: string;
  /** In base64url. It is made before the row is written, so that a row without a receipt cannot be. */
  readonly signature: string;
  /** When it was signed, in seconds. */
  readonly iat: number;
  /** The charter that it names, where an order is drawn. */
  readonly charter?: ReceiptCharter | undefined;
};

/** What a receipt says of the draw: which charter is in force, and when and by which round it draws. */
export type ReceiptCharter = { readonly charter: string; readonly drawAt: string; readonly round: number };

/** One registration, as its register keeps it. Nothing in it is what a shop calls its customer. */
export type Registration = {
  readonly registrationId: string;
  /** Pseudonym of the account. */
  readonly account: string;
  /** In hexadecimal: how it would stand in a public list. */
  readonly entry: string;
  readonly recordedAtMs: number;
  readonly receipt: KeptReceipt;
  /** Keyed hash of the call that made it, where its caller named one: a late repeat is no new registration. */
  readonly call?: string | undefined;
  /** The invite that let it in, where one was needed. */
  readonly invite?: UsedInvite | undefined;
  /** The registration for the sale before that it was made from, without its holder coming. */
  readonly carriedFrom?: string | undefined;
  /** What it is judged by, where an order is drawn. */
  readonly evidence?: RegistrationEvidence | undefined;
  /** Who shares its address in the whole population, where anybody does; absent until its draw is judged. */
  readonly sharers?: AddressSharers | undefined;
  /** It came after the seconds of a fair window: it stands behind the list, in the order of seconds. */
  readonly late?: true | undefined;
  /** What its draw made of it; absent until then. */
  readonly outcome?: RegistrationOutcome | undefined;
  /** When it was withdrawn, and the signed text that says so. */
  readonly withdrawn?: { readonly atMs: number; readonly text: string } | undefined;
};

/** The rows of one register. */
export type RegistrationStore = {
  readonly find: (registrationId: string) => Registration | undefined;
  /** The one that counts. */
  readonly findByAccount: (account: string) => Registration | undefined;
  readonly findByCall: (account: string, call: string) => Registration | undefined;
  /** Whether an account has taken a registration back. */
  readonly hasWithdrawn: (account: string) => boolean;
  readonly countCarried: () => number;
  readonly write: (registration: Registration) => void;
  /** Registrations that the list is made of, ascending by id from behind one. */
  readonly pageAfter: (registrationId: string, count: number) => readonly Registration[];
  /** Late ones without a place that were recorded before a moment, ascending by id from behind one. */
  readonly latePageAfter: (registrationId: string, beforeMs: number, count: number) => readonly Registration[];
  readonly countWithdrawn: () => number;
  /** How many were recorded in each step of time that had any, withdrawn ones included, in order of time. */
  readonly countBySteps: (stepMs: number) => readonly RegistrationStep[];
  /** Says who shares the addresses of registrations; of one that is not there any more nothing is said. */
  readonly meet: (met: readonly MetSharers[]) => void;
  /** Says what became of registrations. @returns the ids of those that are not there any more, of which nothing is said */
  readonly tell: (outcomes: readonly ToldOutcome[]) => readonly string[];
  /** Says that the chain of the invites of some accounts was revoked, of registrations that were taken back too. */
  readonly revokeInvites: (accounts: readonly string[]) => void;
  /** Registrations that came with one of some pseudonyms of a kind, withdrawn ones included. A mailbox is kept where an order is drawn alone. */
  readonly named: (kind: IdentifierKind, pseudonyms: readonly string[]) => readonly NamedAccount[];
  /** @returns how many were deleted */
  readonly forget: (accounts: readonly string[]) => number;
};

/** An account, and the pseudonym that it came with. */
export type NamedAccount = { readonly account: string; readonly pseudonym: string };

/** Registrations that were recorded in one step of time, named by its first moment. */
export type RegistrationStep = { readonly atMs: number; readonly count: number };

export type MetSharers = readonly [registrationId: string, sharers: AddressSharers];

/** A registration that was drawn, with what its draw made of it. */
export type DrawnRegistration = Pick<Registration, "registrationId" | "account" | "entry"> & {
  readonly outcome: RegistrationOutcome;
};

export type ToldOutcome = readonly [registrationId: string, outcome: RegistrationOutcome];

/** Why a register does not do what it is asked. */
export type RegistrationRefusal =
  | Extract<InviteRefusal, { kind: "invite-required" | "invite-rejected" }>
  | { readonly kind: "registration-unknown" }
  | {
      readonly kind: "registration-not-open";
      readonly opensAtMs: number;
      readonly closesAtMs: number;
      readonly serverTimeMs: number;
    };
