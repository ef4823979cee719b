import type { Deps } from "../../app/deps.ts";
import { poolLevels } from "../../app/sale/pool-levels.ts";
import type { Point } from "../../domain/geo/point.ts";
import { locateCode, POSTAL_COUNTRIES, type PostalCountry } from "../../domain/geo/postal-table.ts";
import { NEAREST_PLACES_LOOKED_AT, NEAREST_PLACES_SHOWN } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StockLevel } from "../../domain/sale/read-pool-levels.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { type NearPlace, nearestPlaces } from "../domain/authorized/nearest-places.ts";
import { liveAssessor } from "../store/live-assessor.ts";

/** What a buyer says of where they are, as it stands in an address. */
export type Whereabouts = {
  readonly postalCode?: string | undefined;
  readonly country?: string | undefined;
  readonly near?: string | undefined;
};

export type StockedPlace = NearPlace & { readonly stock: StockLevel };
export type NearestPartners = {
  /** How the point was found that distances are measured from. */
  readonly locatedBy: "code" | "prefix" | "point";
  readonly places: readonly StockedPlace[];
};

/** Reads the table of a country; every country of `POSTAL_COUNTRIES` has one. */
export type PostalTables = (country: PostalCountry) => Promise<string>;

/**
 * The five stores nearest to a buyer. Of the nearest ones those come in first that have something left, and those without fill up
 * what remains, so that a buyer is not led to five empty shelves.
 */
export async function nearestPartners(
  deps: Deps,
  {
    saleId,
    tables,
    whereabouts,
  }: { readonly saleId: string; readonly tables: PostalTables; readonly whereabouts: Whereabouts },
): Promise<Result<NearestPartners, Problem>> {
  const located = await locate(whereabouts, tables);
  if (!located.ok) return located;
  const { from, by, country } = located.value;
  const { registry } = await liveAssessor(deps.db);
  const search = { from, country, nowMs: deps.nowMs, max: NEAREST_PLACES_LOOKED_AT };
  const near = nearestPlaces(registry.partners, search);
  const levels = await poolLevels(
    deps,
    saleId,
    near.map(({ partner }) => partner.id),
  );
  if (!levels.ok) return levels;
  const stocked = near.map((each) => ({ ...each, stock: levels.value.get(each.partner.id) ?? ("none" as const) }));
  const places = stocked
    .toSorted((a, b) => Number(a.stock === "none") - Number(b.stock === "none"))
    .slice(0, NEAREST_PLACES_SHOWN)
    .toSorted((a, b) => a.distanceKm - b.distanceKm);
  return ok({ locatedBy: by, places });
}

type From = { readonly from: Point; readonly by: NearestPartners["locatedBy"]; readonly country?: string };

async function locate(
  { postalCode, country, near }: Whereabouts,
  tables: PostalTables,
): Promise<Result<From, Problem>> {
  if (near !== undefined) {
    if (postalCode !== undefined || country !== undefined) {
      return refuse("?near", "stands alone: leave out postalCode and country");
    }
    return readPoint(near);
  }
  if (postalCode === undefined || country === undefined) {
    return refuse(
      postalCode === undefined ? "?postalCode" : "?country",
      "is missing; send postalCode and country, or near",
    );
  }
  const known = POSTAL_COUNTRIES.find((each) => each === country.toUpperCase());
  if (known === undefined) {
    return refuse("?country", `must be one of ${POSTAL_COUNTRIES.join(", ")}; elsewhere send near`);
  }
  const code = postalCode.replaceAll(/[\s-]/g, "").toUpperCase();
  const located = /^[A-Z0-9]{3,12}$/.test(code) ? locateCode(await tables(known), code) : undefined;
  if (located === undefined)
    return refuse("?postalCode", `is not known in ${known}, nor is another that begins like it`);
  return ok({ from: located.point, by: located.by, country: known });
}

/** Two decimals are a kilometre: enough to find a store, and not to say in which house somebody is. */
function readPoint(near: string): Result<From, Problem> {
  if (/\.\d{3,}/.test(near)) {
    return refuse("?near", "has more than two decimals, which say where a person is: round them before they are sent");
  }
  const [, north, east] = /^(-?\d{1,2}(?:\.\d{1,2})?),(-?\d{1,3}(?:\.\d{1,2})?)$/.exec(near) ?? [];
  const point = { lat: Number(north), lon: Number(east) };
  if (!(Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180)) {
    return refuse("?near", "must be latitude and longitude such as 19.07,72.87");
  }
  return ok({ from: point, by: "point" });
}

function refuse(pointer: string, detail: string): Result<never, Problem> {
  return err(invalid([{ pointer, detail }]));
}
