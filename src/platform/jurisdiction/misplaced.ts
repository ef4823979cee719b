import type { Jurisdiction } from "../../domain/jurisdiction.ts";
import { staleWhileRevalidate } from "../stale-while-revalidate.ts";

const places = staleWhileRevalidate<D1Database, readonly string[]>(
  async (db) => {
    const { results } = await db.prepare("SELECT DISTINCT jurisdiction FROM sale").all<{ jurisdiction: string }>();
    return results.map(({ jurisdiction }) => jurisdiction);
  },
  // Watched storage says itself that it failed.
  () => {},
);

/**
 * Whether sales are listed whose objects are in another jurisdiction than the settings name now: they are not found, sell nothing
 * and forget nobody.
 * @returns false too where the list cannot be read and never was
 */
export async function hasMisplacedSales(db: D1Database, jurisdiction: Jurisdiction | undefined): Promise<boolean> {
  return ((await places.value(db)) ?? []).some((place) => place !== (jurisdiction ?? ""));
}
