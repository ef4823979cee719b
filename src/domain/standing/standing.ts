/** What a buyer's past can be known by: each is looked for among the orders that were paid in ended sales of the shop. */
export const VOUCHERS = ["account", "browser", "payment", "household"] as const;
export type Voucher = (typeof VOUCHERS)[number];

/**
 * What each is worth. An account and a browser's key are shown anew by whoever comes with them. A card is the shop's word for
 * what was paid with, and an address can be typed by anybody.
 */
export const STANDING_POINTS: { readonly [voucher in Voucher]: number } = {
  account: 4,
  browser: 4,
  payment: 2,
  household: 1,
};

/** A sale counts from so long after its end on: a past is made in weeks, not in the minutes before a sale. */
export const PAST_AGE_MS_MIN = 7 * 24 * 3_600_000;
/** A past that more accounts share than a family has vouches for none of them. */
export const VOUCHING_CLUSTER_MAX = 4;

/** How well a buyer is known by what they paid for before. Nothing is subtracted from it: who is new is only new. */
export type Standing = {
  readonly points: number;
  /** What vouches, in the order of `VOUCHERS`. */
  readonly reasons: readonly Voucher[];
};

/**
 * Adds up what vouches for a buyer.
 * @param vouchers kinds under which an order of an ended sale was paid, `PAST_AGE_MS_MIN` ago at least
 * @param clusterSize accounts of earlier sales that belong together with this one, itself included
 */
export function standingOf(vouchers: ReadonlySet<Voucher>, clusterSize: number): Standing {
  if (clusterSize > VOUCHING_CLUSTER_MAX) return { points: 0, reasons: [] };
  const reasons = VOUCHERS.filter((voucher) => vouchers.has(voucher));
  return { points: reasons.reduce((sum, voucher) => sum + STANDING_POINTS[voucher], 0), reasons };
}
