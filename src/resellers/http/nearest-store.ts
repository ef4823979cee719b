import { depsOf } from "../../http/deps.ts";
import type { HttpContext } from "../../http/env.ts";
import { nearestPartners } from "../app/nearest-partners.ts";
import { postalTable } from "./postal-table.ts";

/**
 * The store of a partner that is nearest to a postal code and has something left of a sale, in words.
 * @returns undefined where there is none, or it cannot be told which
 */
export async function nearestStore(
  c: HttpContext,
  saleId: string,
  whereabouts: { readonly postalCode: string; readonly country: string },
): Promise<string | undefined> {
  const tables = (country: Parameters<typeof postalTable>[1]) => postalTable(c, country);
  const found = await nearestPartners(depsOf(c), { saleId, tables, whereabouts });
  const store = found.ok ? found.value.places.find(({ stock }) => stock !== "none") : undefined;
  return store && `${store.place.name}, ${store.place.postalCode}`;
}
