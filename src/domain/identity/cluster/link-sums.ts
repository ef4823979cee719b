import { HISTORY_ACCOUNTS_MAX } from "../../limits.ts";
import type { LinkHistory, LinkMember } from "./link-member.ts";

/** What the members of one link come to. It grows with none of them. */
export type LinkSums = {
  /** Those to compare with, in the order of their names. */
  readonly compared: readonly LinkMember[];
  readonly units: number;
  /** Accounts that hold or bought under the link. */
  readonly holders: number;
  /** Accounts that brought the link, counted up to one more than is said of others. */
  readonly members: number;
  /** Of those who proved that the link is theirs. */
  readonly proved: {
    readonly units: number;
    readonly holders: number;
    readonly unpaidHolds: number;
    readonly lastUnpaidAtMs?: number | undefined;
  };
};

const NO_MEMBER: LinkSums = {
  compared: [],
  units: 0,
  holders: 0,
  members: 0,
  proved: { units: 0, holders: 0, unpaidHolds: 0 },
};
export const MEMBERS_COUNTED_MAX = HISTORY_ACCOUNTS_MAX + 1;

/** What members come to of whom every one is known. */
export function sumsOf(members: Iterable<LinkMember>): LinkSums {
  let sums = NO_MEMBER;
  for (const member of members) sums = sumsWith(sums, member, undefined);
  return sums;
}

/** The sums with one member written. @param before the member of the same account, which it takes the place of */
export function sumsWith(sums: LinkSums = NO_MEMBER, member: LinkMember, before: LinkMember | undefined): LinkSums {
  const { compared, units, holders, members } = sums;
  const [holds, held] = [isHolder(member) ? 1 : 0, isHolder(before) ? 1 : 0];
  return {
    compared: comparedWith(compared, member, before),
    units: units + member.units - (before?.units ?? 0),
    holders: holders + holds - held,
    members: before === undefined ? Math.min(MEMBERS_COUNTED_MAX, members + 1) : members,
    proved: provedWith(sums.proved, member, before),
  };
}

/** Whoever has proved something has for ever, and holds that ended stay ended: the last of them never becomes an earlier one. */
function provedWith(sums: LinkSums["proved"], member: LinkMember, before: LinkMember | undefined): LinkSums["proved"] {
  if (!member.proved) return sums;
  const counted = before?.proved === true ? before : undefined;
  const [holds, held] = [isHolder(member) ? 1 : 0, isHolder(counted) ? 1 : 0];
  const ends = [sums.lastUnpaidAtMs, member.lastUnpaidAtMs].flatMap((atMs) => atMs ?? []);
  return {
    units: sums.units + member.units - (counted?.units ?? 0),
    holders: sums.holders + holds - held,
    unpaidHolds: sums.unpaidHolds + member.unpaidHolds - (counted?.unpaidHolds ?? 0),
    lastUnpaidAtMs: ends.length === 0 ? undefined : Math.max(...ends),
  };
}

function isHolder(member: LinkMember | undefined): boolean {
  return member !== undefined && member.units > 0;
}

/** What one account sees of a link. @param own the account's own member */
export function linkHistoryOf(sums: LinkSums, own: LinkMember | undefined): LinkHistory {
  const { holders, ...proved } = sums.proved;
  return {
    compared: sums.compared,
    own,
    units: sums.units,
    otherHolders: sums.holders - (isHolder(own) ? 1 : 0),
    otherMembers: Math.min(HISTORY_ACCOUNTS_MAX, sums.members - (own === undefined ? 0 : 1)),
    proved: { ...proved, otherHolders: holders - (own?.proved === true && isHolder(own) ? 1 : 0) },
  };
}

function comparedWith(
  compared: readonly LinkMember[],
  member: LinkMember,
  before: LinkMember | undefined,
): readonly LinkMember[] {
  if (!member.compared && before?.compared !== true) return compared;
  const others = before?.compared === true ? compared.filter(({ account }) => account !== member.account) : compared;
  if (!member.compared) return others;
  const at = others.findIndex(({ account }) => account > member.account);
  return at < 0 ? [...others, member] : others.toSpliced(at, 0, member);
}
