import { describe, expect, it } from "vitest";
import { hostInside } from "../../../../src/resellers/domain/detectors/host-inside.ts";
import { settings, subjectAt, xiaomi } from "../shipped.ts";

function signsAt(host: string): readonly string[] {
  return hostInside.detect(subjectAt(host), xiaomi, settings.thresholds).map(({ sign }) => sign);
}

describe("the brand's own host inside another", () => {
  it.each([
    ["xiaomi.com.shop-sale.top", ["labels"]],
    ["www.mi.com.sale.example", ["labels"]],
    ["mi-com.sale.example", ["hyphens"]],
    ["www-mi-com.example", ["hyphens"]],
    ["shaomi.com.example", []],
    ["mi.company.example", []],
    ["mi.com", []],
  ])("reads %s as %j", (host, signs) => {
    expect(signsAt(host)).toEqual(signs);
  });
});
