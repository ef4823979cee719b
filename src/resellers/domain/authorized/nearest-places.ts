import { distanceKm, type Point } from "../../../domain/geo/point.ts";
import { isValidAt, type Partner } from "./partner.ts";
import type { PartnerPlace } from "./place.ts";

export type NearPlace = { readonly partner: Partner; readonly place: PartnerPlace; readonly distanceKm: number };

type Search = {
  readonly from: Point;
  /** Of the partners that may sell in this country; absent where none is asked about. */
  readonly country?: string | undefined;
  readonly nowMs: number;
  readonly max: number;
};

/** The places nearest to a point, the nearest first, of partners whose authorization holds. Looks at each place once. */
export function nearestPlaces(
  partners: readonly Partner[],
  { from, country, nowMs, max }: Search,
): readonly NearPlace[] {
  const nearest: NearPlace[] = [];
  for (const partner of partners) {
    if (partner.places === undefined || !sellsIn(partner, country) || !isValidAt(partner, nowMs)) continue;
    for (const place of partner.places) {
      const found = { partner, place, distanceKm: distanceKm(from, place) };
      const last = nearest.at(-1);
      if (last !== undefined && nearest.length >= max && isNearer(last, found)) continue;
      nearest.splice(nearest.findLastIndex((each) => isNearer(each, found)) + 1, 0, found);
      if (nearest.length > max) nearest.pop();
    }
  }
  return nearest;
}

/** Of two in one spot, the earlier of the registry. */
function isNearer(a: NearPlace, b: NearPlace): boolean {
  return a.distanceKm <= b.distanceKm;
}

function sellsIn({ regions }: Partner, country: string | undefined): boolean {
  return country === undefined || regions.length === 0 || regions.includes(country);
}
