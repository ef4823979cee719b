import { describe, expect, it } from "vitest";
import { suffixSwap } from "../../../../src/resellers/domain/detectors/suffix-swap.ts";
import { settings, subjectAt, xiaomi } from "../shipped.ts";

function signsAt(host: string): readonly string[] {
  return suffixSwap.detect(subjectAt(host), xiaomi, settings.thresholds).map(({ sign }) => sign);
}

describe("the brand's own label under another suffix", () => {
  it.each([
    ["mi.example", ["generic"]],
    ["www.xiaomi.top", ["generic"]],
    ["mi.de", ["country"]],
    ["xiaomi.com.pk", ["country"]],
    ["xiaomi-shop.example", []],
    ["xiaomi.sale.example", []],
  ])("reads %s as %j", (host, signs) => {
    expect(signsAt(host)).toEqual(signs);
  });
});
