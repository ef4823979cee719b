import { COMMON_POOL, type PoolFigures, type Pooling } from "../../domain/stock/pools.ts";

export type PoolsPageView = {
  readonly saleId: string;
  readonly title: string;
  /** Absent where the sale is not divided. */
  readonly pooling?: Pooling | undefined;
  /** All units that are partners' own, and the common ones. */
  readonly totals: readonly PoolRow[];
  /** Those of the partners that a search finds, the first of them. */
  readonly listed: readonly PoolRow[];
  readonly found: number;
  readonly q?: string | undefined;
};

export type PoolRow = Pick<PoolFigures, "received" | "free" | "held" | "sold" | "withdrawn"> & {
  readonly name: string;
};

/** Pools that a page lists; a search narrows them. */
const LISTED_MAX = 100;
const FIGURES = ["received", "free", "held", "sold", "withdrawn"] as const;

type Divided = {
  readonly pooling?: Pooling | undefined;
  readonly commonPool?: PoolFigures | undefined;
  readonly pools?: readonly PoolFigures[] | undefined;
};

/** The figures of each partner whose id holds these letters, and what all pools are together. */
export function poolsView(
  { pooling, commonPool, pools = [] }: Divided,
  q: string | undefined,
): Pick<PoolsPageView, "pooling" | "totals" | "listed" | "found"> {
  const letters = q?.toLowerCase() ?? "";
  const found = pools.filter(({ partnerId = COMMON_POOL }) => partnerId.toLowerCase().includes(letters));
  const common = commonPool === undefined ? [] : [rowOf(commonPool, "Common units")];
  return {
    pooling,
    totals: pools.length === 0 ? common : [sumOf(pools), ...common],
    listed: found.slice(0, LISTED_MAX).map((pool) => rowOf(pool, pool.partnerId ?? COMMON_POOL)),
    found: found.length,
  };
}

function rowOf({ received, free, held, sold, withdrawn }: PoolFigures, name: string): PoolRow {
  return { name, received, free, held, sold, withdrawn };
}

function sumOf(pools: readonly PoolFigures[]): PoolRow {
  const sums = { received: 0, free: 0, held: 0, sold: 0, withdrawn: 0 };
  for (const pool of pools) for (const figure of FIGURES) sums[figure] += pool[figure];
  return { name: "All partners", ...sums };
}

export function poolsHref(saleId: string): string {
  return `/console/sales/${encodeURIComponent(saleId)}/pools`;
}
