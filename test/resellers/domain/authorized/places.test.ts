import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allAtOnce } from "../../../../src/domain/sliced.ts";
import { importPartnersCsv, importPartnersJson } from "../../../../src/resellers/domain/authorized/import-partners.ts";
import type { Partner } from "../../../../src/resellers/domain/authorized/partner.ts";
import { PLACES_MAX, PLACES_PER_PARTNER_MAX } from "../../../../src/resellers/domain/authorized/place.ts";
import { previewImport } from "../../../../src/resellers/domain/authorized/preview-import.ts";
import { registryCsv } from "../../../../src/resellers/domain/authorized/registry-csv.ts";
import { processorMsOf } from "../../../support/processor-time.ts";

const RULES = { marketplaces: new Set<string>() };
const PARTNER = { id: "north", legalName: "North", hosts: ["north.example"], validFrom: "2026-01-01" };
const FORT = {
  placeId: "fort",
  name: "North, Fort",
  postalCode: "400001",
  lat: 18.93,
  lon: 72.83,
  hours: "Mo-Sa 10:00-20:00",
};

const readJson = (...places: readonly unknown[]) => allAtOnce(importPartnersJson([{ ...PARTNER, places }], RULES));
const readCsv = (text: string) => allAtOnce(importPartnersCsv(text, RULES));

describe("places of a partner in JSON", () => {
  it("are taken as they are, and a partner may have none", () => {
    expect(readJson(FORT)).toMatchObject({ ok: true, value: [{ places: [FORT] }] });
    const none = allAtOnce(importPartnersJson([{ ...PARTNER, places: [] }], RULES));
    expect(none.ok && "places" in (none.value[0] ?? {})).toBe(false);
  });

  it("keep a metre, and read degrees and codes that stand in texts or numbers", () => {
    const given = { ...FORT, lat: "18,9300049", lon: "72.8300051", postalCode: 400001 };
    expect(readJson(given)).toMatchObject({
      value: [{ places: [{ lat: 18.93, lon: 72.83001, postalCode: "400001" }] }],
    });
  });

  it.each([
    [{ placeId: "" }, "placeId", "missing"],
    [{ placeId: "a b" }, "placeId", "place-id"],
    [{ name: "x".repeat(201) }, "name", "too-long"],
    [{ name: "a\u0000" }, "name", "control-character"],
    [{ postalCode: "" }, "postalCode", "missing"],
    [{ postalCode: "40<001" }, "postalCode", "postal-code"],
    [{ lat: "19°04'N" }, "lat", "degrees"],
    [{ lat: 91 }, "lat", "degrees"],
    [{ lat: Number.NaN }, "lat", "degrees"],
    [{ lat: undefined }, "lat", "missing"],
    [{ lon: -180.5 }, "lon", "degrees"],
    [{ lon: true }, "lon", "type"],
    [{ lat: 0, lon: 0 }, "lat", "no-point"],
    [{ hours: "x".repeat(101) }, "hours", "too-long"],
  ])("are refused with %j", (change, member, code) => {
    expect(readJson(FORT, { ...FORT, placeId: "two", ...change })).toMatchObject({
      ok: false,
      error: expect.arrayContaining([
        expect.objectContaining({ row: 1, column: "places", place: { at: 1, member }, code }),
      ]),
    });
  });

  it.each([
    ["no list", "fort", "type"],
    ["no object", ["fort"], "type"],
    ["a strange member", [{ ...FORT, city: "Mumbai" }], "column-unknown"],
    ["the same place twice", [FORT, FORT], "place-twice"],
    [
      "too many",
      Array.from({ length: PLACES_PER_PARTNER_MAX + 1 }, (_, at) => ({ ...FORT, placeId: `p${at}` })),
      "too-many-places",
    ],
  ])("are refused as %s", (_, places, code) => {
    const read = allAtOnce(importPartnersJson([{ ...PARTNER, places }], RULES));
    expect(read).toMatchObject({
      ok: false,
      error: expect.arrayContaining([expect.objectContaining({ row: 1, code })]),
    });
  });

  it("are bounded for all partners together", () => {
    const places = Array.from({ length: PLACES_PER_PARTNER_MAX }, (_, at) => ({ ...FORT, placeId: `p${at}` }));
    const partners = Array.from({ length: PLACES_MAX / PLACES_PER_PARTNER_MAX + 1 }, (_, at) => ({
      ...PARTNER,
      id: `p${at}`,
      places,
    }));
    expect(allAtOnce(importPartnersJson(partners, RULES))).toMatchObject({ ok: false, error: [{ code: "too-many" }] });
  });
});

describe("places of a partner in CSV", () => {
  const HEADER = "id;legalName;hosts;validFrom;placeId;placeName;postalCode;lat;lon;hours";
  const NORTH = 'north;North;north.example;01.01.2026;fort;"North; Fort";400001;18,93;72,83;Mo-Sa 10:00-20:00';

  it("stand on the partner's line, and further ones on lines below it, as Excel writes them", () => {
    const more = "north;;;;bandra;North Bandra;400050;19,06;72,84;";
    expect(readCsv(`\ufeff${HEADER}\r\n${NORTH}\r\n${more}\r\n`)).toMatchObject({
      ok: true,
      value: [
        {
          id: "north",
          places: [
            { ...FORT, name: "North; Fort" },
            { placeId: "bandra", lat: 19.06, lon: 72.84 },
          ],
        },
      ],
    });
  });

  it("without end are given up at the first too many, and cost no more a line than few do", () => {
    const file = (places: number) => `${HEADER}\n${NORTH}\n${"north;;;;b;B;4;1;7;\n".repeat(places)}`;
    expect(readCsv(`${file(PLACES_MAX)}"never closed`)).toMatchObject({
      ok: false,
      error: [{ row: 0, code: "too-many" }],
    });
    const [fewMs, manyMs] = [2_000, PLACES_MAX].map((places) => processorMsOf(() => readCsv(file(places))));
    // Twenty times the lines: with the square of them it was fifteen hundred times the work.
    expect((manyMs ?? 0) / (fewMs ?? 0)).toBeLessThan(100);
  });

  it("name the line that is wrong, and what of it", () => {
    const more = "north;;;;bandra;;4000<;north;72,84;";
    expect(readCsv(`${HEADER}\r\n${NORTH}\r\n${more}\r\n`)).toMatchObject({
      ok: false,
      error: [
        { row: 3, place: { at: 1, member: "lat" }, code: "degrees" },
        { row: 3, place: { at: 1, member: "name" }, code: "missing" },
        { row: 3, place: { at: 1, member: "postalCode" }, code: "postal-code" },
      ],
    });
  });

  it.each([
    ["a second line that says the partner again", `${NORTH}\r\n${NORTH.replace("fort", "two")}`, "id-twice"],
    ["a store of nobody", "south;;;;bandra;B;400050;19,06;72,84;", "missing"],
  ])("refuse %s", (_, lines, code) => {
    expect(readCsv(`${HEADER}\r\n${lines}\r\n`)).toMatchObject({
      ok: false,
      error: expect.arrayContaining([expect.objectContaining({ code })]),
    });
  });
});

const word = fc.stringMatching(/^[A-Za-z0-9](?:[A-Za-z0-9 ,;"'é-]{0,18}[A-Za-z0-9])?$/);
const place = fc.record({
  name: word,
  postalCode: fc.stringMatching(/^[0-9]{4,6}$/),
  lat: fc.integer({ min: -9_000_000, max: 9_000_000 }).map((at) => at / 100_000),
  lon: fc.integer({ min: 1, max: 18_000_000 }).map((at) => at / 100_000),
});

it("reads its own file again, whatever partners and places are called", () => {
  const partners = fc.array(
    fc.record({
      legalName: word,
      phone: fc.option(fc.constant("+91 22 4000 1000")),
      places: fc.array(place, { maxLength: 4 }),
    }),
  );
  fc.assert(
    fc.property(partners, (drawn) => {
      const registry = drawn.map(
        ({ legalName, phone, places }, at): Partner => ({
          id: `p${at}`,
          legalName,
          storefrontNames: [],
          aliases: [],
          hosts: [`shop-${at}.example`],
          urlPrefixes: [],
          regions: [],
          validFrom: "2026-01-01",
          validTo: undefined,
          linkCode: undefined,
          phone: phone ?? undefined,
          ...(places.length === 0 ? {} : { places: places.map((each, nth) => ({ placeId: `s${nth}`, ...each })) }),
        }),
      );
      const read = readCsv(registryCsv(registry));
      expect(read).toEqual({ ok: true, value: registry });
      expect(read.ok && previewImport(registry, read.value).changed).toEqual([]);
    }),
  );
});
