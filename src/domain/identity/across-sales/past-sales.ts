import { type Standing, standingOf, type Voucher } from "../../standing/standing.ts";

/** The cluster of an account in the sales of its shop that have ended, as far as anything is kept of them. */
export type PastSales = {
  /** Accounts that held units and belong together with the asking one, itself included. */
  readonly clusterSize: number;
  /** Sales in which they paid for units. */
  readonly sales: number;
  /** Units that they paid for. */
  readonly unitsBought: number;
  /** The same as a share of all units sold in those sales; absent where there were none. */
  readonly unitsShare?: number | undefined;
  /** Between the creation of the oldest and the newest of those accounts; absent where fewer than two are known. */
  readonly ageSpreadHours?: number | undefined;
  readonly standing: Standing;
};

/** One account of the cluster: `epoch.text`, as all pseudonyms are, and the hour in which it was made. */
export type EarlierMember = { readonly account: string; readonly createdHour?: number | undefined };
/** What the cluster paid for in one sale, and what all buyers together did. */
export type Purchase = { readonly units: number; readonly unitsOfAll: number };

/**
 * @param own the asking account under every epoch in use
 * @param members accounts that belong together with it, its own perhaps among them
 * @param vouchers what orders that were paid long enough ago know it by
 *
 * While two epochs overlap one person has a pseudonym in each, and nothing tells which two are one. So the cluster is counted
 * in each epoch apart, and the larger count speaks: too few rather than too many.
 */
export function pastSales(
  own: readonly string[],
  members: readonly EarlierMember[],
  purchases: readonly Purchase[],
  vouchers: ReadonlySet<Voucher>,
): PastSales {
  const others = members.filter(({ account }) => !own.includes(account));
  const byEpoch = new Map<string, number>();
  for (const { account } of others) byEpoch.set(epochOf(account), (byEpoch.get(epochOf(account)) ?? 0) + 1);
  const unitsBought = sum(purchases.map(({ units }) => units));
  const unitsOfAll = sum(purchases.map((purchase) => purchase.unitsOfAll));
  const hours = members.flatMap(({ createdHour }) => createdHour ?? []);
  const clusterSize = 1 + Math.max(0, ...byEpoch.values());
  return {
    clusterSize,
    sales: purchases.length,
    unitsBought,
    ...(unitsOfAll === 0 ? {} : { unitsShare: unitsBought / unitsOfAll }),
    ...(hours.length < 2 || others.length === 0 ? {} : { ageSpreadHours: Math.max(...hours) - Math.min(...hours) }),
    standing: standingOf(vouchers, clusterSize),
  };
}

function epochOf(pseudonym: string): string {
  return pseudonym.slice(0, pseudonym.indexOf("."));
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
