import { isSaleId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { WaitingOrders } from "../../objects/sale.listing.ts";
import type { WatchedSale } from "../../objects/sale.live.ts";
import { type ListedSale, listedSalesAndTests } from "../../platform/sales/sale-list.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { callSale } from "../sale-call.ts";

/** A sale of the deployment, and what its object says of it: nothing where it cannot be asked. */
export type ListedAndWatched = {
  readonly listed: ListedSale;
  readonly watched?: WatchedSale | undefined;
  readonly waiting?: WaitingOrders | undefined;
};

/** One sale as it happens. */
export async function watchSale(deps: Deps, saleId: string): Promise<Result<WatchedSale, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const called = await callSale(deps, saleId, async (sale) => await sale.watch());
  if (!called.ok) return called;
  return called.value === undefined ? err(problemOf({ kind: "sale-unknown" })) : ok(called.value);
}

/** Every sale of the deployment. */
export async function watchSales(deps: Deps): Promise<readonly ListedAndWatched[]> {
  const listed = await listedSalesAndTests(deps.db);
  return await Promise.all(
    listed.map(async (sale) => {
      const [watched, waiting] = await Promise.all([
        watchSale(deps, sale.saleId),
        callSale(deps, sale.saleId, async (object): Promise<WaitingOrders | undefined> => await object.waitingOrders()),
      ]);
      return {
        listed: sale,
        watched: watched.ok ? watched.value : undefined,
        waiting: waiting.ok ? waiting.value : undefined,
      };
    }),
  );
}
