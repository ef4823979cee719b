import { assert, err, ok, type Result } from "../../result.ts";
import {
  COMMON_POOL,
  moveBetween,
  type NamedPool,
  type PoolFigures,
  type Pooling,
  poolFigures,
} from "../../stock/pools.ts";
import type { Stock } from "../../stock/stock.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRecord } from "../record.ts";
import type { SaleRefusal } from "../refusal.ts";

/** Units that a shop gives to a partner. */
export type PartnerUnits = { readonly partnerId: string; readonly units: number };

/** What a shop does with the pools of its sale. */
export type DivideSaleCommand = PutPoolsCommand | MovePoolsCommand;

/** Divides the units of a sale, or moves some between its pools. Units of an order that is drawn are for whom it calls. */
export function divideSale(
  context: SaleContext,
  command: DivideSaleCommand,
): Result<DividedSale | MovedPools, SaleRefusal> {
  const sale = context.store.findSale();
  if (sale === undefined || sale.shop !== command.shop) return err({ kind: "sale-unknown" });
  if (sale.definition.draw !== undefined) return err({ kind: "draw-undivided" });
  return "pools" in command ? putPools(context, sale, command) : movePools(context, sale, command);
}

type PutPoolsCommand = {
  readonly shop: string;
  readonly pooling: Pooling;
  /** Each partner once, with one unit at least. */
  readonly pools: readonly PartnerUnits[];
};

/** What became of the units: how many partners have some of their own, and the common ones. */
export type DividedSale = { readonly pooling: Pooling; readonly partners: number; readonly commonPool: PoolFigures };

type PoolsProblem = { readonly pointer: string; readonly detail: string };

/**
 * Divides the units of a sale: each partner that is named has so many from then on, sold ones included, every other one none, and what is
 * left is common. Only free units move. All of it, or nothing with each line that cannot be.
 */
function putPools(
  context: SaleContext,
  sale: SaleRecord,
  { pooling, pools }: PutPoolsCommand,
): Result<DividedSale, SaleRefusal> {
  const { store } = context;
  const planned = plan(context, sale, pools);
  if (planned.problems.length > 0) return err({ kind: "pools-exceed-units", problems: planned.problems });
  for (const pool of planned.changed) store.writePool(pool);
  const common: NamedPool = { pool: COMMON_POOL, stock: planned.common };
  store.writePool(common);
  store.writeSale({ ...sale, pooling });
  return ok({ pooling, partners: pools.length, commonPool: poolFigures(common) });
}

type MovePoolsCommand = {
  readonly shop: string;
  /** Partners, one of them absent for the common units. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly units: number;
};

export type MovedPools = { readonly from: PoolFigures; readonly to: PoolFigures };

/** Moves free units from one pool to another in one step. */
function movePools(
  { store }: SaleContext,
  { pooling }: SaleRecord,
  command: MovePoolsCommand,
): Result<MovedPools, SaleRefusal> {
  if (pooling === undefined) return err({ kind: "sale-undivided" });
  const { from = COMMON_POOL, to = COMMON_POOL, units } = command;
  assert(from !== to, "units move from one pool to another");
  const moved = moveBetween(store.readPool(from), store.readPool(to), units);
  if (!moved.ok) return err({ kind: "pool-short", partnerId: command.from, free: moved.error });
  const given: NamedPool = { pool: from, stock: moved.value.from };
  const taken: NamedPool = { pool: to, stock: moved.value.to };
  store.writePool(given);
  store.writePool(taken);
  return ok({ from: poolFigures(given), to: poolFigures(taken) });
}

type Plan = {
  readonly changed: readonly NamedPool[];
  readonly common: Stock;
  readonly problems: readonly PoolsProblem[];
};

/** Units come back before others are given, so that the order of the lines does not matter. */
function plan({ store }: SaleContext, { pooling }: SaleRecord, pools: readonly PartnerUnits[]): Plan {
  const isDivided = pooling !== undefined;
  const problems: PoolsProblem[] = [];
  const changed = new Map<string, Stock>();
  let common = isDivided ? store.readPool(COMMON_POOL) : store.readStock();
  const named = new Map(pools.map(({ partnerId, units }, at) => [partnerId, { units, pointer: `/pools/${at}/units` }]));
  for (const { pool, stock } of isDivided ? store.partnerPools() : []) {
    const { units, pointer } = named.get(pool) ?? { units: 0, pointer: "/pools" };
    if (units >= stock.received) continue;
    const given = moveBetween(stock, common, stock.received - units);
    if (given.ok) {
      changed.set(pool, given.value.from);
      common = given.value.to;
    } else {
      const detail = `${pool} has ${stock.received - stock.free} units that are not free: it cannot have ${units}`;
      problems.push({ pointer, detail });
    }
  }
  for (const [partnerId, { units, pointer }] of named) {
    const own = store.readPool(partnerId);
    if (units <= own.received) continue;
    const taken = moveBetween(common, own, units - own.received);
    if (taken.ok) {
      changed.set(partnerId, taken.value.to);
      common = taken.value.from;
    } else {
      const detail = `asks for ${units - own.received} more units, and ${taken.error} of the common ones are left`;
      problems.push({ pointer, detail });
    }
  }
  return { changed: [...changed].map(([pool, stock]) => ({ pool, stock })), common, problems };
}
