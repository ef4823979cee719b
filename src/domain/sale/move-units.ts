import { err, ok, type Result } from "../result.ts";
import { applyToLedger, type LedgerChange, type LedgerCommand, type LedgerRefusal } from "../stock/ledger.ts";
import { assertSameMove, COMMON_POOL, type NamedPool } from "../stock/pools.ts";
import type { SaleContext } from "./context.ts";
import type { SaleStore } from "./store.ts";

/** What a command changes in the sale, and in the pool that its units are in, where the sale has pools. */
export type PlannedMove = LedgerChange & { readonly inPool?: NamedPool | undefined };

/**
 * What a command does to the units of a sale and of their pool, or why it does nothing. Writes nothing.
 * @throws LedgerBreach where it would lose or invent a unit, of the sale or of a pool
 */
export function planMove(
  { store, nowMs }: Pick<SaleContext, "store" | "nowMs">,
  command: LedgerCommand,
): Result<PlannedMove, LedgerRefusal> {
  const before = store.readStock();
  const moved = applyToLedger(before, command, nowMs);
  if (!moved.ok || store.findSale()?.pooling === undefined) return moved;
  const pool = "hold" in command ? (command.hold.pool ?? COMMON_POOL) : COMMON_POOL;
  const own = store.readPool(pool);
  const inPool = applyToLedger(own, command, nowMs);
  if (!inPool.ok) return err(inPool.error);
  assertSameMove({ before, after: moved.value.stock }, { before: own, after: inPool.value.stock });
  return ok({ ...moved.value, inPool: { pool, stock: inPool.value.stock } });
}

/** Writes what was planned; its hold is the caller's to write. */
export function writeMove(store: SaleStore, { stock, inPool }: PlannedMove): void {
  store.writeStock(stock);
  if (inPool !== undefined) store.writePool(inPool);
}
