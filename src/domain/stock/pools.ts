import { err, ok, type Result } from "../result.ts";
import { assertConserved, LedgerBreach, type Stock } from "./stock.ts";

/**
 * How partners sell who have units of their own in a sale: from these alone, or from the common ones when these are gone. Who has
 * none sells from the common ones.
 */
export const POOLINGS = ["strict", "own_then_common"] as const;
export type Pooling = (typeof POOLINGS)[number];

/** The pool of the units that are no partner's. No partner has an empty id. */
export const COMMON_POOL = "";

/** A pool by the id of its partner. */
export type NamedPool = { readonly pool: string; readonly stock: Stock };

/** A pool as its shop sees it; the common one is no partner's. */
export type PoolFigures = Stock & { readonly partnerId?: string | undefined };

export function poolFigures({ pool, stock }: NamedPool): PoolFigures {
  return pool === COMMON_POOL ? stock : { partnerId: pool, ...stock };
}

const FIGURES = ["received", "free", "held", "returning", "sold", "withdrawn"] as const;

type Moved = { readonly before: Stock; readonly after: Stock };

/**
 * The figures of a sale are the sums of its pools' while each move changes both alike. Stays on in production, inside every
 * transaction, as `assertConserved` does.
 * @throws LedgerBreach where a move changed the sale in another way than its pool
 */
export function assertSameMove(sale: Moved, pool: Moved): void {
  for (const figure of FIGURES) {
    const [ofSale, ofPool] = [sale, pool].map(({ before, after }) => after[figure] - before[figure]);
    if (ofSale !== ofPool) throw new LedgerBreach(`Assertion failed: pools and sale move the same ${figure} units`);
  }
}

/**
 * Moves free units from one pool to another. The figures of the sale stay as they are.
 * @returns how many are free, where that is too few
 */
export function moveBetween(
  from: Stock,
  to: Stock,
  units: number,
): Result<{ readonly from: Stock; readonly to: Stock }, number> {
  if (units > from.free) return err(from.free);
  const moved = {
    from: { ...from, received: from.received - units, free: from.free - units },
    to: { ...to, received: to.received + units, free: to.free + units },
  };
  assertConserved(moved.from);
  assertConserved(moved.to);
  return ok(moved);
}
