import { POOL_LEVEL_MS, POOL_LEVELS_REMEMBERED_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StockLevel } from "../../domain/sale/read-pool-levels.ts";
import { stockLevel } from "../../domain/sale/record.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { findPublicSale } from "../public-sale.ts";
import { callSale } from "../sale-call.ts";

type Remembered = { readonly level: StockLevel; readonly atMs: number };

/** By sale and partner. Whoever asks about one street after another meets the same partners, and the sale is asked once for each. */
const remembered = new Map<string, Remembered>();

/**
 * What buyers who collect at these partners may still find, by their ids, a few seconds old at most; never a count. The object of the
 * sale is asked only where it has pools, and only about what is not known.
 */
export async function poolLevels(
  deps: Deps,
  saleId: string,
  partnerIds: readonly string[],
): Promise<Result<ReadonlyMap<string, StockLevel>, Problem>> {
  const view = await findPublicSale(deps, saleId, deps.nowMs);
  if (!view.ok) return view;
  const ids = [...new Set(partnerIds)];
  if (view.value.sale.pooling === undefined) {
    const level = stockLevel(view.value.stock);
    return ok(new Map(ids.map((id) => [id, level])));
  }
  const unknown = ids.filter((id) => !isFresh(remembered.get(keyOf(saleId, id)), deps.nowMs));
  if (unknown.length > 0) {
    const read = await callSale(deps, saleId, async (sale) => await sale.poolLevels(unknown));
    if (!read.ok) return read;
    if (read.value === undefined) return err(problemOf({ kind: "sale-unknown" }));
    if (remembered.size + unknown.length > POOL_LEVELS_REMEMBERED_MAX) remembered.clear();
    for (const [at, level] of read.value.entries()) {
      remembered.set(keyOf(saleId, unknown[at] ?? ""), { level, atMs: deps.nowMs });
    }
    // Others may have been dropped with what was too much: they are asked again rather than left out.
    if (ids.some((id) => !remembered.has(keyOf(saleId, id)))) return await poolLevels(deps, saleId, partnerIds);
  }
  return ok(
    new Map(
      ids.flatMap((id) => {
        const known = remembered.get(keyOf(saleId, id));
        return known === undefined ? [] : [[id, known.level] as const];
      }),
    ),
  );
}

function isFresh(known: Remembered | undefined, nowMs: number): boolean {
  return known !== undefined && nowMs >= known.atMs && nowMs - known.atMs < POOL_LEVEL_MS;
}

function keyOf(saleId: string, partnerId: string): string {
  return `${saleId} ${partnerId}`;
}
