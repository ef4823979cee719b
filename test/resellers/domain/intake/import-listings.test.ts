import { describe, expect, it } from "vitest";
import { LISTING_CHARS_MAX, REPORT_CONTACTS_MAX } from "../../../../src/domain/limits.ts";
import { allAtOnce } from "../../../../src/domain/sliced.ts";
import { importListingsCsv, importListingsNdjson } from "../../../../src/resellers/domain/intake/import-listings.ts";
import type { ListingFile } from "../../../../src/resellers/domain/intake/listing.ts";

const MARKETPLACES = new Set(["market.example"]);
const HEADER = "url,host,title,seller,price,currency,sku,note,phone,email,payee,address";
const ROW =
  "https://shop.example/a,,Mi 3,North,13999.00,INR,MI3-16GB,seen,+91 98123 45678;+91 1,a@b.example,,Main St 1";

function csv(...lines: readonly string[]): ListingFile {
  const file = allAtOnce(importListingsCsv([HEADER, ...lines].join("\n"), MARKETPLACES));
  if (!file.ok) throw new TypeError(JSON.stringify(file.error));
  return file.value;
}

const problemsOf = ({ problems }: ListingFile) => problems.map(({ line, column, code }) => [line, column, code]);
/** A row with one column changed. */
function row(change: { readonly [column: string]: string }): string {
  const columns = HEADER.split(",");
  return ROW.split(",")
    .map((field, at) => change[columns[at] ?? ""] ?? field)
    .join(",");
}

describe("importListingsCsv", () => {
  it("reads every column", () => {
    expect(csv(ROW)).toMatchObject({
      listings: [
        {
          line: 2,
          seller: { subject: "shop.example" },
          report: {
            url: "https://shop.example/a",
            title: "Mi 3",
            sellerName: "North",
            price: { amountMinor: 1_399_900, currency: "INR" },
            sku: "MI3-16GB",
            note: "seen",
          },
          contacts: [
            { kind: "phone", value: "+91 98123 45678" },
            { kind: "phone", value: "+91 1" },
            { kind: "email", value: "a@b.example" },
            { kind: "address", value: "Main St 1" },
          ],
        },
      ],
      problems: [],
    });
  });

  it("takes columns in any order and case, and a bare host", () => {
    const file = allAtOnce(importListingsCsv("\ufeffSeller, Host \r\nNorth,shop.example\r\n", MARKETPLACES));
    expect(file).toMatchObject({ value: { listings: [{ report: { url: "shop.example", sellerName: "North" } }] } });
  });

  it.each<[string, { readonly [column: string]: string }, string, string]>([
    ["an IP address", { url: "203.0.113.7" }, "url", "ip-literal"],
    ["an IPv6 address", { url: "http://[2001:db8::1]/" }, "url", "ip-literal"],
    ["user information", { url: "https://mi.com@evil.example" }, "url", "user-info"],
    ["a port that is none", { url: "shop.example:http" }, "url", "port"],
    ["a control character", { url: "shop\u0007.example" }, "url", "control-character"],
    ["a formula for a host", { url: "=1+1" }, "url", "character"],
    ["another scheme", { url: "javascript://shop.example" }, "url", "scheme"],
    ["nothing", { url: "" }, "host", "empty"],
    ["a whole marketplace", { url: "market.example" }, "url", "shared-host"],
    ["a host beside another url", { host: "other.example" }, "host", "host-differs"],
    ["a price with a comma", { price: '"13,999"' }, "price", "price"],
    ["a price without currency", { currency: "" }, "currency", "missing"],
    ["a currency without price", { price: "" }, "price", "missing"],
    ["a currency that is none", { currency: "rupees" }, "currency", "currency"],
    ["a title that is too long", { title: "x".repeat(257) }, "title", "too-long"],
    ["a seller that holds a bell", { seller: "North\u0007" }, "seller", "not-text"],
    ["bytes that were no UTF-8", { note: "seen\ufffd" }, "note", "not-text"],
  ])("names %s with its line and column, and goes on", (_, change, column, code) => {
    const file = csv(row(change), ROW);
    expect(problemsOf(file)).toEqual([[2, column, code]]);
    expect(file.listings.map(({ line }) => line)).toEqual([3]);
  });

  it("names everything wrong with a line at once", () => {
    const file = csv(row({ url: "203.0.113.7", price: "cheap", title: "\u0007" }));
    expect(problemsOf(file)).toEqual([
      [2, "url", "ip-literal"],
      [2, "price", "price"],
      [2, "title", "not-text"],
    ]);
  });

  it("refuses more contacts than a report may name", () => {
    const phones = Array.from({ length: REPORT_CONTACTS_MAX + 1 }, (_, at) => `+91 98123 4567${at}`).join(";");
    expect(problemsOf(csv(row({ phone: phones })))).toEqual([[2, undefined, "too-many"]]);
  });

  it.each<[string, readonly string[], readonly [number, string][]]>([
    ["a quote that is never closed", ['"shop.example', ROW], [[2, "quote-open"]]],
    ["text behind a quote", ['"shop.example"x,', ROW], [[2, "quote-stray"]]],
    ["too few fields", ["shop.example", ROW], [[2, "field-count"]]],
    ["a line of ten megabytes", ["x".repeat(10_000_000), ROW], [[2, "field-count"]]],
    ["a quoted field of ten megabytes", [`"${"x".repeat(10_000_000)}`, ROW], [[2, "quote-open"]]],
  ])("passes over %s", (_, lines, problems) => {
    const file = csv(...lines);
    expect(file.problems.map(({ line, code }) => [line, code])).toEqual(problems);
    expect(file.listings.map(({ line }) => line)).toEqual([3]);
  });

  it("is quick where every line opens a quote", () => {
    const file = csv(...Array.from({ length: 10_000 }, () => `"${"x".repeat(1_000)}`));
    expect([file.listings.length, file.problems.length]).toEqual([0, 10_000]);
  });

  it("keeps line breaks in quotes, and counts lines through them", () => {
    const file = csv(row({ address: '"Main St 1\n12345 Town"' }), "shop.example");
    expect(file.listings[0]?.contacts.at(-1)).toEqual({ kind: "address", value: "Main St 1\n12345 Town" });
    expect(problemsOf(file)).toEqual([[4, undefined, "field-count"]]);
  });

  it.each<[string, string, readonly string[]]>([
    ["nothing", "", ["empty"]],
    ["an open quote", '"url', ["quote-open"]],
    [
      "unknown columns, one twice and no address",
      "phone,phone,web,=x",
      ["column-twice", "column-unknown", "column-unknown", "column-missing"],
    ],
  ])("reads no line under a header of %s, and says all that is wrong with it", (_, header, codes) => {
    const file = allAtOnce(importListingsCsv(`${header}\nshop.example`.replace(/^\n.*/s, ""), MARKETPLACES));
    expect(file.ok ? [] : file.error.map(({ code }) => code)).toEqual(codes);
  });
});

describe("importListingsNdjson", () => {
  it("reads texts, numbers and lists, and passes over empty lines", () => {
    const line = { url: "shop.example", price: 13999, currency: "inr", phone: ["+91 1", "+91 2"], note: null };
    const file = allAtOnce(importListingsNdjson(`\n${JSON.stringify(line)}\r\n`, MARKETPLACES));
    expect(file).toMatchObject({
      listings: [{ line: 2, report: { price: { amountMinor: 1_399_900 } }, contacts: [{}, {}] }],
      problems: [],
    });
  });

  it.each<[string, string, string | undefined, string]>([
    ["no JSON", "{", undefined, "not-json"],
    ["a list", "[]", undefined, "not-json"],
    ["an unknown member", '{"url":"a.example","state":"confirmed"}', undefined, "column-unknown"],
    ["an object for a text", '{"url":{}}', "url", "type"],
    ["two urls", '{"url":["a.example","b.example"]}', "url", "type"],
    ["half a surrogate pair", '{"url":"a.example","note":"\\ud800"}', "note", "not-text"],
    ["nesting without end", `${"[".repeat(8_000)}`, undefined, "not-json"],
    ["a line that is too long", "x".repeat(LISTING_CHARS_MAX + 1), undefined, "too-long"],
    ["a line of ten megabytes", "x".repeat(10_000_000), undefined, "too-long"],
  ])("names %s, and goes on", (_, line, column, code) => {
    const file = allAtOnce(importListingsNdjson(`${line}\n{"host":"shop.example"}`, MARKETPLACES));
    expect(problemsOf(file)).toEqual([[1, column, code]]);
    expect(file.listings.map((listing) => listing.line)).toEqual([2]);
  });
});
