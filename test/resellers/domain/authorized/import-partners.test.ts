import { describe, expect, it } from "vitest";
import { allAtOnce } from "../../../../src/domain/sliced.ts";
import {
  importPartnersCsv,
  importPartnersJson,
  PARTNERS_MAX,
} from "../../../../src/resellers/domain/authorized/import-partners.ts";
import { buildPartnerIndex } from "../../../../src/resellers/domain/authorized/partner-index.ts";
import { parseSellerUrl } from "../../../../src/resellers/domain/host/parse-seller-url.ts";

const RULES = { marketplaces: new Set(["market.example"]) };

const NORTH = {
  id: "north-1",
  legalName: "North Retail Pvt Ltd",
  storefrontNames: ["North Mobiles"],
  aliases: ["NM"],
  hosts: ["north.example"],
  urlPrefixes: ["market.example/stores/north"],
  regions: ["IN"],
  validFrom: "2026-01-01",
  validTo: "2026-12-31",
  linkCode: "north-mobiles",
};

const HEADER = "id,legalName,storefrontNames,aliases,hosts,urlPrefixes,regions,validFrom,validTo,linkCode";
const ROW =
  "north-1,North Retail Pvt Ltd,North Mobiles,NM,north.example,market.example/stores/north,IN,2026-01-01,2026-12-31,north-mobiles";

describe("importPartnersJson", () => {
  it("takes a partner as it is", () => {
    expect(allAtOnce(importPartnersJson([NORTH], RULES))).toEqual({ ok: true, value: [NORTH] });
    expect(allAtOnce(importPartnersJson({ partners: [NORTH] }, RULES))).toEqual({ ok: true, value: [NORTH] });
  });

  it("needs no more than an id, a legal name, an address and a first day", () => {
    const least = { id: "a", legalName: "A", hosts: ["a.example"], validFrom: "2026-01-01" };
    expect(allAtOnce(importPartnersJson([least], RULES))).toMatchObject({
      ok: true,
      value: [{ ...least, aliases: [], regions: [] }],
    });
  });

  it.each([
    [{ hosts: ["WWW.North.Example."] }, { hosts: ["north.example"] }],
    [{ hosts: ["bücher.example"] }, { hosts: ["xn--bcher-kva.example"] }],
    [
      { urlPrefixes: ["https://www.market.example/stores//north/?page=2"] },
      { urlPrefixes: ["market.example/stores/north"] },
    ],
    [{ regions: ["in"] }, { regions: ["IN"] }],
    [{ linkCode: "North-1" }, { linkCode: "north-1" }],
  ])("normalises %j", (change, read) => {
    expect(allAtOnce(importPartnersJson([{ ...NORTH, ...change }], RULES))).toMatchObject({ ok: true, value: [read] });
  });

  it.each([
    [{ id: "" }, "id", "missing"],
    [{ id: "a b" }, "id", "id"],
    [{ id: 7 }, "id", "type"],
    [{ legalName: " " }, "legalName", "missing"],
    [{ legalName: "x".repeat(201) }, "legalName", "too-long"],
    [{ legalName: "a\u0000" }, "legalName", "control-character"],
    [{ storefrontNames: "North" }, "storefrontNames", "type"],
    [{ hosts: ["https://north.example"] }, "hosts", "url"],
    [{ hosts: ["north"] }, "hosts", "single-label"],
    [{ hosts: ["co.in"] }, "hosts", "public-suffix"],
    [{ hosts: ["192.0.2.1"] }, "hosts", "ip-literal"],
    [{ hosts: ["www.market.example"] }, "hosts", "marketplace"],
    [{ hosts: ["myshopify.com"] }, "hosts", "marketplace"],
    [{ hosts: [], urlPrefixes: [] }, "hosts", "no-address"],
    [{ urlPrefixes: ["https://market.example/"] }, "urlPrefixes", "no-path"],
    [{ urlPrefixes: ["market.example/a/../b"] }, "urlPrefixes", "path"],
    [{ urlPrefixes: ["ftp://market.example/a"] }, "urlPrefixes", "scheme"],
    [{ regions: ["India"] }, "regions", "region"],
    [{ validFrom: undefined }, "validFrom", "type"],
    [{ validFrom: "2026-02-30" }, "validFrom", "day"],
    [{ validTo: "31/12/2026" }, "validTo", "day"],
    [{ validTo: "2025-12-31" }, "validTo", "day-order"],
    [{ linkCode: "ab" }, "linkCode", "link-code"],
    [{ linkCode: "-north" }, "linkCode", "link-code"],
    [{ linkCode: "north/../x" }, "linkCode", "link-code"],
    [{ linkCode: "n".repeat(33) }, "linkCode", "link-code"],
    [{ colour: "1" }, undefined, "column-unknown"],
    [{ phone: "call us" }, "phone", "phone"],
  ])("refuses %j", (change, column, code) => {
    const imported = allAtOnce(importPartnersJson([{ ...NORTH, ...change }], RULES));
    expect(imported).toMatchObject({
      ok: false,
      error: expect.arrayContaining([expect.objectContaining({ row: 1, column, code })]),
    });
  });

  it.each([undefined, null, 7, "text", {}, { partners: {} }])("refuses %j, which is no list", (value) => {
    expect(allAtOnce(importPartnersJson(value, RULES))).toMatchObject({ ok: false, error: [{ code: "not-a-list" }] });
  });

  it("reports every problem of every row at once and imports nothing", () => {
    const broken = { ...NORTH, id: "x", hosts: ["north"], validFrom: "soon" };
    expect(allAtOnce(importPartnersJson([NORTH, broken, NORTH, null], RULES))).toMatchObject({
      ok: false,
      error: [
        { row: 2, column: "hosts", code: "single-label" },
        { row: 2, column: "validFrom", code: "day" },
        { row: 3, column: "id", code: "id-twice", message: '"north-1" stands in row 1 too' },
        { row: 3, column: "linkCode", code: "link-twice", message: '"north-mobiles" stands in row 1 too' },
        { row: 4, code: "not-a-partner" },
      ],
    });
  });

  it("takes ten thousand partners and finds each of them", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      ...NORTH,
      id: `p${at}`,
      hosts: [`shop-${at}.example`],
      linkCode: `shop-${at}`,
    }));
    const imported = allAtOnce(importPartnersJson(many, RULES));
    expect(imported.ok).toBe(true);
    if (!imported.ok) return;
    const index = buildPartnerIndex(imported.value);
    for (const at of [0, 4_999, 9_999]) {
      const url = parseSellerUrl(`https://www.shop-${at}.example/phones`);
      expect(url.ok && index.find(url.value, Date.UTC(2026, 5, 1))?.partner.id).toBe(`p${at}`);
    }
  });

  const ENDLESS = 200_000;
  it.each([
    ["hosts that are none", { hosts: new Array(ENDLESS).fill("north") }, "too-many-values"],
    ["places that are none", { places: new Array(ENDLESS).fill(0) }, "type"],
    ["members of other names", Object.fromEntries(new Array(ENDLESS).entries()), "column-unknown"],
  ])("refuses a partner with %s without end, and says so in a few hundred problems", (_, change, code) => {
    const imported = allAtOnce(importPartnersJson([{ ...NORTH, ...change }], RULES));
    expect(imported).toMatchObject({ ok: false, error: expect.arrayContaining([expect.objectContaining({ code })]) });
    expect(imported.ok ? 0 : imported.error.length).toBeLessThan(500);
  });

  it("refuses a file whose header has no end, and says so once", () => {
    const imported = allAtOnce(importPartnersCsv(`id,${"a,".repeat(ENDLESS)}\n1\n`, RULES));
    expect(imported).toMatchObject({ ok: false, error: [{ row: 1, code: "columns-many" }] });
  });

  it("refuses more partners than the registry keeps", () => {
    const tooMany = { ok: false, error: [{ code: "too-many" }] };
    const many = Array.from({ length: PARTNERS_MAX + 1 }, (_, at) => ({ ...NORTH, id: `p${at}`, linkCode: `p-${at}` }));
    expect(allAtOnce(importPartnersJson(many, RULES))).toMatchObject(tooMany);
    // Whatever else is wrong with them: so many are not looked at.
    const wrong = "a.top,1\n".repeat(PARTNERS_MAX + 2);
    expect(allAtOnce(importPartnersCsv(wrong, RULES))).toMatchObject(tooMany);
  });
});

describe("importPartnersCsv", () => {
  it("reads the same partner as JSON does", () => {
    expect(allAtOnce(importPartnersCsv(`${HEADER}\r\n${ROW}\r\n`, RULES))).toEqual({ ok: true, value: [NORTH] });
  });

  it("takes columns in any order, and lists by semicolons", () => {
    const text = 'validFrom,hosts,legalName,id\n2026-01-01,"a.example; b.example;",A,a\n';
    expect(allAtOnce(importPartnersCsv(text, RULES))).toMatchObject({
      ok: true,
      value: [{ id: "a", hosts: ["a.example", "b.example"] }],
    });
  });

  it.each([
    ["semicolons", 'id;legalName;hosts;validFrom\r\na;A, B;"a.example;b.example";01.02.2026\r\n'],
    [
      "a line that names the separator",
      'sep=;\r\nid;legalName;hosts;validFrom\r\na;A, B;"a.example;b.example";1.2.2026\r\n',
    ],
    ["tabulators", "ID\tlegalname\thosts\tvalidFrom\na\tA, B\ta.example;b.example\t2026-02-01\n"],
  ])("reads what Excel writes with %s", (_, text) => {
    expect(allAtOnce(importPartnersCsv(text, RULES))).toMatchObject({
      ok: true,
      value: [{ id: "a", legalName: "A, B", hosts: ["a.example", "b.example"], validFrom: "2026-02-01" }],
    });
  });

  it("names the line and the column of a problem", () => {
    expect(allAtOnce(importPartnersCsv(`${HEADER}\n\n${ROW.replace("north.example", "north")}`, RULES))).toMatchObject({
      ok: false,
      error: [{ row: 3, column: "hosts", code: "single-label" }],
    });
  });

  it.each([
    [
      "id,legalName",
      [
        { row: 1, column: "validFrom", code: "column-missing" },
        { row: 1, column: "hosts", code: "column-missing" },
      ],
    ],
    ["", [{ code: "empty" }]],
    [
      "id,legalName,hosts,from\nnorth,North,north,2026-01-01",
      [
        { row: 1, code: "column-unknown" },
        { row: 1, column: "validFrom", code: "column-missing" },
        { row: 2, column: "hosts", code: "single-label" },
      ],
    ],
    [`${HEADER},colour`, [{ row: 1, code: "column-unknown" }]],
    [`${HEADER},id`, [{ row: 1, column: "id", code: "column-twice" }]],
    [`${HEADER}\n${ROW},more`, [{ row: 2, code: "field-count" }]],
    [`${HEADER}\n"north`, [{ row: 2, code: "quote-open" }]],
    [`${HEADER}\n"north"x`, [{ row: 2, code: "quote-stray" }]],
  ])("refuses %j", (text, problems) => {
    expect(allAtOnce(importPartnersCsv(text, RULES))).toMatchObject({ ok: false, error: problems });
  });
});
