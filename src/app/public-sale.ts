import { isSaleId } from "../domain/ids.ts";
import { SALE_CACHE_MS } from "../domain/limits.ts";
import { err, ok, type Result } from "../domain/result.ts";
import type { SaleView } from "../domain/sale/read-sale.ts";
import type { Problem } from "../wire/problem.ts";
import { problemOf } from "../wire/problem-of.ts";
import type { Deps } from "./deps.ts";
import { callSale } from "./sale-call.ts";

const SALES_REMEMBERED_MAX = 1000;

type Remembered = { readonly view: SaleView | undefined; readonly atMs: number };
const remembered = new Map<string, Remembered>();

/**
 * A sale as the public may see it, at most `SALE_CACHE_MS` old; that there is none is remembered as long. Only reads and
 * visits use it, and of a checkout what never changes in a sale: none is judged by anything else of it.
 */
export async function findPublicSale(deps: Deps, saleId: string, nowMs: number): Promise<Result<SaleView, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const known = remembered.get(saleId);
  if (known !== undefined && nowMs - known.atMs < SALE_CACHE_MS) return orUnknown(known.view);
  const called = await callSale(deps, saleId, (sale) => sale.view());
  if (!called.ok) return called;
  if (remembered.size >= SALES_REMEMBERED_MAX) remembered.clear();
  remembered.set(saleId, { view: called.value, atMs: nowMs });
  return orUnknown(called.value);
}

/** A sale that was just changed here is read anew, so that its shop sees the change. */
export function forgetPublicSale(saleId: string): void {
  remembered.delete(saleId);
}

function orUnknown(view: SaleView | undefined): Result<SaleView, Problem> {
  return view === undefined ? err(problemOf({ kind: "sale-unknown" })) : ok(view);
}
