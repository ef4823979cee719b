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
export type KnownBearer = { readonly link: string; readonly account: string; readonly weight: number };

/** Two accounts that belong together, and why. */
export type BuyerEdge = {
  readonly account: string;
  readonly other: string;
  readonly kinds: readonly string[];
  readonly weight: number;
  readonly saleId: string;
  readonly atMs: number;
};

/** Bearers of one link that are compared with a new one. A link that more accounts bring is a hub and weighs less anyway. */
export const BEARERS_COMPARED_MAX = 12;
/** Edges that one account adds at a time: the strongest, which lead to the others. */
const EDGES_ADDED_MAX = 8;

/**
 * Which buyers belong together, by the rules of a sale's own clusters in the grade that counts holds alone: a stranger who
 * merely names what somebody has joins nothing, and what many bring (a hostel, an office, a forwarder) is damped.
 * @param buyers in the order in which they held; each is compared with those before it, too
 * @param known bearers of their links from earlier sales, at most `BEARERS_COMPARED_MAX` of each link
 */
export function buyerEdges(buyers: readonly Buyer[], known: readonly KnownBearer[]): BuyerEdge[] {
  const bearers = new Map<string, KnownBearer[]>();
  for (const bearer of known) remember(bearers, bearer);
  return buyers.flatMap((buyer) => {
    const matches = matchesOf(buyer, bearers);
    for (const { link, weight } of buyer.traits) remember(bearers, { link, account: buyer.account, weight });
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

function matchesOf({ account, traits }: Buyer, bearers: ReadonlyMap<string, readonly KnownBearer[]>): Match[] {
  return traits.flatMap((trait) =>
    (bearers.get(trait.link) ?? [])
      .filter((bearer) => bearer.account !== account)
      .map((bearer) => ({
        trait,
        bearer: { account: bearer.account, weight: bearer.weight, claimed: true },
        root: bearer.account,
      })),
  );
}

function remember(bearers: Map<string, KnownBearer[]>, bearer: KnownBearer): void {
  const known = bearers.get(bearer.link) ?? [];
  const isNew = known.every(({ account }) => account !== bearer.account);
  if (isNew && known.length < BEARERS_COMPARED_MAX) bearers.set(bearer.link, [...known, bearer]);
}
