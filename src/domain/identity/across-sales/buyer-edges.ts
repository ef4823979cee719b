import { judgeEvidence, type Match } from "../cluster/evidence.ts";
import type { Trait } from "../cluster/trait.ts";

/** An account that held units in a sale, and what it held them with. */
export type Buyer = {
  readonly account: string;
  readonly traits: readonly Trait[];
  /** Hours from 1970 to the account's creation, where the shop says it. */
  readonly createdHour?: number | undefined;
  readonly saleId: string;
  readonly atMs: number;
};

/** An account that some earlier buyer's link is known by. */
export type KnownMember = { readonly link: string; readonly account: string; readonly weight: number };

/** Two accounts that belong together, and why. */
export type BuyerEdge = {
  readonly account: string;
  readonly other: string;
  readonly kinds: readonly string[];
  readonly weight: number;
  readonly saleId: string;
  readonly atMs: number;
};

/** Members of one link that are compared with a new one. A link that more accounts bring is a hub and weighs less anyway. */
export const MEMBERS_COMPARED_MAX = 12;
/** Edges that one account adds at a time: the strongest, which lead to the others. */
const EDGES_ADDED_MAX = 8;

/**
 * Which buyers belong together, by the rules of a sale's own clusters in the grade that counts holds alone: a stranger who
 * merely names what somebody has joins nothing, and what many bring (a hostel, an office, a forwarder) is damped.
 * @param buyers in the order in which they held; each is compared with those before it, too
 * @param known members of their links from earlier sales, at most `MEMBERS_COMPARED_MAX` of each link
 */
export function buyerEdges(buyers: readonly Buyer[], known: readonly KnownMember[]): BuyerEdge[] {
  const members = new Map<string, KnownMember[]>();
  for (const member of known) remember(members, member);
  return buyers.flatMap((buyer) => {
    const matches = matchesOf(buyer, members);
    for (const { link, weight } of buyer.traits) remember(members, { link, account: buyer.account, weight });
    return judgeEvidence("held", buyer.createdHour, matches)
      .slice(0, EDGES_ADDED_MAX)
      .map(({ account: other, kinds, weight }) => ({
        account: buyer.account,
        other,
        kinds,
        weight,
        saleId: buyer.saleId,
        atMs: buyer.atMs,
      }));
  });
}

function matchesOf({ account, traits }: Buyer, members: ReadonlyMap<string, readonly KnownMember[]>): Match[] {
  return traits.flatMap((trait) =>
    (members.get(trait.link) ?? [])
      .filter((member) => member.account !== account)
      .map((member) => ({
        trait,
        member: { account: member.account, weight: member.weight, claimed: true },
        root: member.account,
      })),
  );
}

function remember(members: Map<string, KnownMember[]>, member: KnownMember): void {
  const known = members.get(member.link) ?? [];
  const isNew = known.every(({ account }) => account !== member.account);
  if (isNew && known.length < MEMBERS_COMPARED_MAX) members.set(member.link, [...known, member]);
}
