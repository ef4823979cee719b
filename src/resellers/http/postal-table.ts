import type { PostalCountry } from "../../domain/geo/postal-table.ts";
import { assert } from "../../domain/result.ts";
import type { HttpContext } from "../../http/env.ts";

const tables = new Map<PostalCountry, string>();

/** A table is an asset beside the Worker, and stays with the isolate that was asked about its country. */
export async function postalTable(c: HttpContext, country: PostalCountry): Promise<string> {
  const known = tables.get(country);
  if (known !== undefined) return known;
  const response = await c.env.ASSETS.fetch(new URL(`/postal-codes/${country}.txt`, c.req.url));
  const text = await response.text();
  assert(response.ok, "the build puts a table of each country among the assets");
  tables.set(country, text);
  return text;
}
