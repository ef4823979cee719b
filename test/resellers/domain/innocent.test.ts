import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseCsv } from "../../../src/resellers/domain/csv/csv.ts";
import { scanLine } from "../../../src/resellers/domain/scan-line.ts";
import { shippedAssessor } from "./shipped.ts";

const FILE = readFileSync(new URL("../../fixtures/reseller/innocent.csv", import.meta.url), "utf8");
const records = parseCsv(FILE);
const hosts = records.ok ? records.value.slice(1).map(({ fields: [host = ""] }) => host) : [];
const assessor = shippedAssessor();

/** Innocent by what their owners would say, and by their name alone no different from a shop that poses as the brand. */
const FLAGGED = [
  "redmi-river.org",
  "promo-mi-saison.fr",
  "mi-magazin.ro",
  "mi-loja.pt",
  "poco-loja.com.br",
  "mi-winkel.nl",
  "mi-store.nu",
  "satis-mi.tr",
  "alisveris-mi.com.tr",
  "xiaomi-zhou.recipes",
  "miuimiui.fashion",
];

describe("two hundred innocent hosts of many languages", () => {
  it("are as many, each once", () => {
    expect(new Set(hosts).size).toBe(hosts.length);
    expect(hosts.length).toBeGreaterThanOrEqual(200);
  });

  it("are left alone but for these", () => {
    const flagged = hosts.filter((host) => {
      const line = scanLine(assessor, host, 0);
      return "flag" in line && line.flag;
    });
    expect(flagged).toEqual(FLAGGED);
  });
});

describe("look-alikes of short names, and names spread over hyphens", () => {
  it.each<[string, string]>([
    ["m\u0456-store.in", "look-alike/script-short"],
    ["m\u00ed-store-india.in", "brand-name/short"],
    ["m\u0131-store.in", "brand-name/short"],
    ["\u04b3iaomi.shop", "look-alike/script"],
    ["\u03c7iaomi-store.com", "look-alike/script"],
    ["mi-st\u043ere.in", "look-alike/script-short"],
    ["rni-store.in", "look-alike/script-short"],
    ["rnistore.com", "look-alike/script-short"],
    ["shop-rni.in", "look-alike/script-short"],
    ["po-co.shop", "typo/short-name"],
    ["po-co-store.com", "typo/short-name"],
    ["rniui.com", "look-alike/shape"],
    ["redrni.com", "look-alike/shape"],
    ["re-drni-store.com", "look-alike/shape"],
    ["xi-aorni.com", "look-alike/shape"],
    ["x1a-omi.com", "look-alike/digit"],
    ["red-mi.com", "typo/hyphenation"],
    ["mi-ui.com", "typo/hyphenation"],
  ])("%s is flagged by %s", (host, sign) => {
    const line = scanLine(assessor, host, 0);
    const signs = "flag" in line && line.flag ? line.evidence.map((each) => `${each.detector}/${each.sign}`) : [];
    expect(signs).toContain(sign);
  });
});

describe("a short name in a phrase that is not ordinary", () => {
  it.each([
    "mi-sale.it",
    "poco-sale.it",
    "la-poco-sale.it",
    "un-poco-sale-di-vita.it",
    "mi-amor-store.com",
    "mi-amor-phones.shop",
    "mi-official-amor.shop",
    "el-poco.shop",
    "mi-es.shop",
    "la-mi-es.shop",
    "un-poco-4-todo.shop",
    "m\u0456-amor.shop",
    "rni-amor.shop",
    "amor-de-mi-store.shop",
  ])("%s is flagged", (host) => {
    expect(scanLine(assessor, host, 0)).toMatchObject({ flag: true });
  });
});
