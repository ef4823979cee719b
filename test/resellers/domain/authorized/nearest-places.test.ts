import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceKm } from "../../../../src/domain/geo/point.ts";
import { nearestPlaces } from "../../../../src/resellers/domain/authorized/nearest-places.ts";
import type { Partner } from "../../../../src/resellers/domain/authorized/partner.ts";

const NOW = Date.UTC(2026, 5, 1);

function partnerOf(
  id: string,
  points: readonly { lat: number; lon: number }[],
  change: Partial<Partner> = {},
): Partner {
  return {
    id,
    legalName: id,
    storefrontNames: [],
    aliases: [],
    hosts: [`${id}.example`],
    urlPrefixes: [],
    regions: [],
    validFrom: "2026-01-01",
    places: points.map((point, at) => ({ placeId: `s${at}`, name: id, postalCode: "400001", ...point })),
    ...change,
  };
}

describe("nearestPlaces", () => {
  it("finds those that sorting all of them finds", () => {
    const point = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(
        point,
        fc.array(fc.array(point, { maxLength: 4 })),
        fc.integer({ min: 1, max: 6 }),
        (from, all, max) => {
          const partners = all.map((points, at) => partnerOf(`p${at}`, points));
          const distances = all.flat().map((each) => distanceKm(from, each));
          const found = nearestPlaces(partners, { from, nowMs: NOW, max });
          expect(found.map((each) => each.distanceKm)).toEqual(distances.sort((a, b) => a - b).slice(0, max));
        },
      ),
    );
  });

  it.each([
    ["whose authorization is over", { validTo: "2026-05-30" }],
    ["whose authorization is to come", { validFrom: "2026-06-02" }],
    ["that sells elsewhere", { regions: ["ID"] }],
    ["without a place", { places: undefined }],
  ])("leaves out a partner %s", (_, change) => {
    const partners = [partnerOf("other", [{ lat: 19, lon: 72 }], change), partnerOf("north", [{ lat: 20, lon: 72 }])];
    const found = nearestPlaces(partners, { from: { lat: 19, lon: 72 }, country: "IN", nowMs: NOW, max: 5 });
    expect(found.map(({ partner }) => partner.id)).toEqual(["north"]);
  });
});
