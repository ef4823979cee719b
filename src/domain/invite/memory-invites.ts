import type { Invite, InviteStore, IssueCall } from "./invite.ts";
import { isSameInvited } from "./invite.ts";

/** The rows of the invites of a sale in memory, for tests. */
export function memoryInvites(): InviteStore {
  const rows = new Map<string, Invite>();
  const calls = new Map<string, IssueCall>();
  let promised = 0;
  const all = () => [...rows.values()].sort((a, b) => (a.inviteId < b.inviteId ? -1 : 1));
  const isGood = ({ state }: Invite) => state === "open" || state === "used";
  const withChildren = (invite: Invite): Invite[] => [
    invite,
    ...all()
      .filter(({ parent }) => parent === invite.inviteId)
      .flatMap(withChildren),
  ];
  return {
    find: (inviteId) => rows.get(inviteId),
    findUsedBy: (account) => all().find(({ usedBy }) => usedBy === account),
    findFor: (invited) => all().find((row) => isGood(row) && row.for !== undefined && isSameInvited(row.for, invited)),
    childrenOf: (inviteId) => all().filter(({ parent }) => parent === inviteId),
    count: () => rows.size,
    countGood: () => all().filter(isGood).length,
    write: (invites) => {
      for (const invite of invites) rows.set(invite.inviteId, invite);
    },
    endOver: (nowMs) => {
      for (const row of all()) {
        const isOver = row.state === "open" && row.useByMs !== undefined && row.useByMs <= nowMs;
        if (isOver) rows.set(row.inviteId, { ...row, state: "over" });
      }
    },
    findCall: (scope) => calls.get(scope),
    writeCall: (call) => void calls.set(call.scope, call),
    idsOfCall: (scope) =>
      all()
        .filter(({ issued }) => issued?.call === scope)
        .sort((a, b) => (a.issued?.at ?? 0) - (b.issued?.at ?? 0))
        .map(({ inviteId }) => inviteId),
    promised: () => promised,
    writePromised: (units) => {
      promised = units;
    },
    chainsAfter: (after, count) =>
      all()
        .filter(({ parent, inviteId }) => parent === undefined && inviteId > after)
        .slice(0, count)
        .flatMap(withChildren),
    forget: (pseudonyms) => {
      const found = all().filter(
        ({ usedBy = "", for: invited }) => pseudonyms.includes(usedBy) || pseudonyms.includes(invited?.pseudonym ?? ""),
      );
      for (const { usedBy: _, for: _for, ...row } of found) rows.set(row.inviteId, { ...row, state: "forgotten" });
      return found.length;
    },
  };
}
