import { newRecordId } from "../ids.ts";
import { INVITES_PER_SALE_MAX } from "../limits.ts";
import { err, ok, type Result } from "../result.ts";
import type {
  Invite,
  InviteContext,
  Invited,
  InviteRefusal,
  InviteStore,
  IssueCall,
  LineProblem,
  PromiseNeeded,
} from "./invite.ts";

/** An invite as the shop asks for it. */
export type NewInvite = {
  readonly for?: Invited | undefined;
  readonly shareable: number;
  readonly useByMs?: number | undefined;
};

export type IssueCommand = {
  readonly saleId: string;
  readonly call: IssueCall;
  /** Whether each who is invited is promised a unit. */
  readonly promisesUnit: boolean;
  readonly invites: readonly NewInvite[];
};

export type IssuedInvites = { readonly inviteIds: readonly string[]; readonly kid: string; readonly replayed: boolean };

/**
 * Issues invites, all of a call or none of them; a repeat of the call gets the same ones.
 * @returns `promise-needed` where the sale has to keep units for them first
 */
export function issueInvites(
  { store, nowMs, random }: InviteContext,
  { saleId, call, promisesUnit, invites }: IssueCommand,
): Result<IssuedInvites, InviteRefusal | PromiseNeeded> {
  const earlier = store.findCall(call.scope);
  if (earlier !== undefined) {
    if (earlier.fingerprint !== call.fingerprint) return err({ kind: "idempotency-key-reused" });
    return ok({ inviteIds: store.idsOfCall(call.scope), kid: earlier.kid, replayed: true });
  }
  store.endOver(nowMs);
  const lines = wrongLines(store, invites, nowMs);
  if (lines.length > 0) return err({ kind: "invites-refused", lines });
  const lacking = roomLacks(store, invites.length, promisesUnit);
  if (lacking !== undefined) return err(lacking);
  const issued = invites.map(
    (invite, at): Invite => ({
      ...invite,
      inviteId: newRecordId("inv", saleId, nowMs, random),
      issued: { call: call.scope, at },
      issuedAtMs: nowMs,
      state: "open",
    }),
  );
  store.writeCall(call);
  store.write(issued);
  return ok({ inviteIds: issued.map(({ inviteId }) => inviteId), kid: call.kid, replayed: false });
}

/** Why there is no room for further invites: of rows, or of units that the sale keeps for them. Each invite is promised one. */
export function roomLacks(
  store: InviteStore,
  more: number,
  promisesUnit: boolean,
): InviteRefusal | PromiseNeeded | undefined {
  if (store.count() + more > INVITES_PER_SALE_MAX) return { kind: "invites-full" };
  const units = promisesUnit ? store.countGood() + more : 0;
  return units > store.promised() ? { kind: "promise-needed", units } : undefined;
}

function wrongLines(store: InviteStore, invites: readonly NewInvite[], nowMs: number): readonly LineProblem[] {
  const named = new Set<string>();
  return invites.flatMap(({ for: invited, useByMs }, at): LineProblem[] => {
    if (useByMs !== undefined && useByMs <= nowMs) return [{ at, because: "over" }];
    if (invited === undefined) return [];
    const name = `${invited.kind} ${invited.pseudonym}`;
    if (named.has(name)) return [{ at, because: "twice" }];
    named.add(name);
    return isInvited(store, invited) ? [{ at, because: "invited" }] : [];
  });
}

/** Whether somebody has an invite, or has registered with one: of a mailbox or a number as far as an invite is for it. */
export function isInvited(store: InviteStore, invited: Invited): boolean {
  const isRegistered = invited.kind === "account" && store.findUsedBy(invited.pseudonym) !== undefined;
  return isRegistered || store.findFor(invited) !== undefined;
}
