import type { AttemptRecord } from "../domain/decision/attempt-record.ts";
import { isSaleId } from "../domain/ids.ts";
import {
  type ArchiveFilter,
  archivedReasonCodes,
  listArchivedDecisions,
} from "../platform/decisions/decision-archive.ts";
import { type ListedSale, listedSales } from "../platform/sales/sale-list.ts";
import type { Deps } from "./deps.ts";
import { callSale } from "./sale-call.ts";

/** A page of the archive, and what its filter can be set to. */
export type ListedDecisions = {
  readonly records: readonly AttemptRecord[];
  /** Where the next page begins; absent on the last. */
  readonly nextCursor?: string | undefined;
  readonly sales: readonly ListedSale[];
  readonly reasonCodes: readonly string[];
  /** How far the page is behind the one sale that it shows; absent where nothing waits, or the page shows several. */
  readonly lagMs?: number | undefined;
};

/** Decisions of all sales from the archive, the latest first. */
export async function listDecisions(deps: Deps, filter: ArchiveFilter): Promise<ListedDecisions> {
  const [{ records, nextCursor }, sales, reasonCodes, lagMs] = await Promise.all([
    listArchivedDecisions(deps.db, filter),
    listedSales(deps.db),
    archivedReasonCodes(deps.db),
    lagOf(deps, filter.saleId),
  ]);
  return { records, nextCursor, sales, reasonCodes, lagMs };
}

async function lagOf(deps: Deps, saleId: string | undefined): Promise<number | undefined> {
  if (saleId === undefined || !isSaleId(saleId)) return undefined;
  const lag = await callSale(deps, saleId, async (sale) => await sale.exportLagMs());
  return lag.ok ? lag.value : undefined;
}
