import { describe, expect, it } from "vitest";
import { stockClaim } from "../../../../src/resellers/domain/detectors/stock-claim.ts";
import type { Listing } from "../../../../src/resellers/domain/subject.ts";
import { settings, subjectAt, xiaomi } from "../shipped.ts";

describe("in stock while the sale is sold out", () => {
  it.each<[Listing, readonly string[]]>([
    [{ inStock: true, saleStock: "none" }, ["in-stock"]],
    [{ inStock: true, saleStock: "low" }, []],
    [{ inStock: true }, []],
    [{ inStock: false, saleStock: "none" }, []],
    [{}, []],
  ])("reads %j as %j", (listing, signs) => {
    const found = stockClaim.detect(subjectAt("sale.example", listing), xiaomi, settings.thresholds);
    expect(found.map(({ sign }) => sign)).toEqual(signs);
  });
});
