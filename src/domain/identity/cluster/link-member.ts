import type { Trait } from "./trait.ts";

/** One account that brought a link to a checkout, and what it did under it. */
export type LinkMember = {
  readonly account: string;
  /** How firmly it showed the link: the weight of the trait, or 0 for a link that joins no clusters. */
  readonly weight: number;
  /** Units that it holds or bought under the link. */
  readonly units: number;
  /** It held or bought under the link at some time. */
  readonly claimed: boolean;
  /** It showed that what the link names is its own; until then it merely said so, as anybody can. */
  readonly proved: boolean;
  /** Its holds under the link that ended without payment, and when the last of them did. */
  readonly unpaidHolds: number;
  readonly lastUnpaidAtMs?: number | undefined;
  /** One of the few with which accounts that come later are compared. */
  readonly compared: boolean;
  /** Hours from 1970 to the account's creation, where the shop says it. */
  readonly createdHour?: number | undefined;
};

/** What those did under a link who showed that it is theirs. */
export type ProvedHistory = {
  /** Units that they hold or bought. */
  readonly units: number;
  /** Those of them, the asking account left out, that hold or bought under it. */
  readonly otherHolders: number;
  /** Their holds that ended without payment, and when the last of them did. */
  readonly unpaidHolds: number;
  readonly lastUnpaidAtMs?: number | undefined;
};

/** What a sale remembers of one link, as one account sees it. */
export type LinkHistory = {
  /** The members to compare with, at most `COMPARED_MAX`, in the order of their names. */
  readonly compared: readonly LinkMember[];
  /** The asking account itself, where it brought the link before. */
  readonly own?: LinkMember | undefined;
  /** Units that all accounts together hold or bought under the link: exact, since limits are held against them. */
  readonly units: number;
  /** Other accounts that hold or bought under it. */
  readonly otherHolders: number;
  /** Other accounts that brought it, counted up to `HISTORY_ACCOUNTS_MAX`. */
  readonly otherMembers: number;
  /** Of these, what was not merely said. */
  readonly proved: ProvedHistory;
};

/** A member to be written, and the row that it takes the place of. */
export type LinkMemberChange = {
  readonly link: string;
  readonly member: LinkMember;
  readonly before?: LinkMember | undefined;
};

/** Accounts that one link compares with by what they tried, and again as many by what they held. */
const COMPARED_EACH_MAX = 12;
export const COMPARED_MAX = 2 * COMPARED_EACH_MAX;

/** A link that no account has brought yet. */
export const UNKNOWN_LINK: LinkHistory = {
  compared: [],
  units: 0,
  otherHolders: 0,
  otherMembers: 0,
  proved: { units: 0, otherHolders: 0, unpaidHolds: 0 },
};

/**
 * What a checkout changes in what is remembered of its links: a first checkout names the account under each of them, one that
 * holds adds its units, any other changes nothing. An account is compared with later ones as long as its link has room for
 * it: rooms for those that attempted and for those that held are apart, so that attempts cannot crowd a holder out.
 */
export function linkMemberChanges(
  links: readonly string[],
  known: ReadonlyMap<string, LinkHistory>,
  by: {
    readonly account: string;
    readonly traits: readonly Trait[];
    readonly createdHour?: number | undefined;
    readonly heldUnits: number;
    /** The links that the account showed to be its own; none where it is left out. */
    readonly proved?: ReadonlySet<string> | undefined;
  },
): LinkMemberChange[] {
  const { account, createdHour, heldUnits, proved } = by;
  const weights = new Map(by.traits.map(({ link, weight }) => [link, weight]));
  return links.flatMap((link): LinkMemberChange[] => {
    const { compared, own } = known.get(link) ?? UNKNOWN_LINK;
    if (own !== undefined && heldUnits === 0) return [];
    const weight = weights.get(link) ?? 0;
    const claimed = heldUnits > 0 || own?.claimed === true;
    const isSettled = own?.claimed === claimed;
    const peers = compared.filter((peer) => peer.claimed === claimed).length;
    return [
      {
        link,
        before: own,
        member: {
          account,
          weight: own?.weight ?? weight,
          units: (own?.units ?? 0) + heldUnits,
          claimed,
          proved: own?.proved === true || (heldUnits > 0 && proved?.has(link) === true),
          unpaidHolds: own?.unpaidHolds ?? 0,
          lastUnpaidAtMs: own?.lastUnpaidAtMs,
          compared: isSettled ? own.compared : weight > 0 && peers < COMPARED_EACH_MAX,
          createdHour: own === undefined ? createdHour : own.createdHour,
        },
      },
    ];
  });
}
