import { describe, expect, it } from "vitest";
import type { CaseState } from "../../../../src/resellers/domain/case/case-state.ts";
import { readReportedSeller, subjectOfReport } from "../../../../src/resellers/domain/case/reported-seller.ts";

const MARKETPLACES = new Set(["market.example"]);

function reportOf(text: string, cases: { readonly [subject: string]: CaseState }): string {
  const seller = readReportedSeller(text, MARKETPLACES);
  if (!seller.ok) throw new TypeError(`${text} names a seller`);
  return subjectOfReport(seller.value, (subject) => cases[subject]);
}

describe("subjectOfReport", () => {
  it.each<[string, string, { readonly [subject: string]: CaseState }, string]>([
    ["a seller that nobody knows", "shop.example/a", {}, "shop.example"],
    [
      "another page of a dismissed seller",
      "market.example/north/phones",
      { "market.example/north": "dismissed" },
      "market.example/north",
    ],
    [
      "another page of an authorized seller",
      "market.example/north/phones",
      { "market.example/north": "authorized" },
      "market.example/north",
    ],
    ["a host below an authorized one", "in.shop.example", { "shop.example": "authorized" }, "shop.example"],
    [
      "a host below a dismissed one, which may be somebody else's",
      "in.shop.example",
      { "shop.example": "dismissed" },
      "in.shop.example",
    ],
    [
      "a page below one that is in review",
      "market.example/north/phones",
      { "market.example/north": "in_review" },
      "market.example/north/phones",
    ],
    [
      "a neighbour on the marketplace",
      "market.example/northern",
      { "market.example/north": "dismissed" },
      "market.example/northern",
    ],
    [
      "a case of its own",
      "market.example/north/phones",
      { "market.example/north": "dismissed", "market.example/north/phones": "new" },
      "market.example/north/phones",
    ],
  ])("is about %s", (_, text, cases, subject) => {
    expect(reportOf(text, cases)).toBe(subject);
  });
});

describe("readReportedSeller", () => {
  it.each([
    ["market.example", "shared-host"],
    ["https://mi.com@evil.example/", "user-info"],
    ["203.0.113.7/shop", "ip-literal"],
    ["", "empty"],
  ])("of %s says %s", (text, error) => {
    expect(readReportedSeller(text, MARKETPLACES)).toEqual({ ok: false, error });
  });
});
