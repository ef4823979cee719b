import { isSaleId } from "../../domain/ids.ts";
import { OWN_SALES_LISTED_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { OwnPool } from "../../domain/sale/read-pool-levels.ts";
import { type ListedSale, listedSales } from "../../platform/sales/sale-list.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { callSale } from "../sale-call.ts";

/** Sales that have opened, the latest first: a partner hands over what was bought in them. */
export async function openedSales({ db, nowMs }: Deps): Promise<readonly ListedSale[]> {
  const sales = await listedSales(db);
  return sales.filter(({ opensAtMs }) => opensAtMs <= nowMs).slice(0, OWN_SALES_LISTED_MAX);
}

/** What is left for buyers of a partner in a sale, and the figures of the units that are its own. */
export async function ownPool(deps: Deps, saleId: string, partnerId: string): Promise<Result<OwnPool, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const read = await callSale(deps, saleId, async (sale) => await sale.ownPool(partnerId));
  if (!read.ok) return read;
  return read.value === undefined ? err(problemOf({ kind: "sale-unknown" })) : ok(read.value);
}
