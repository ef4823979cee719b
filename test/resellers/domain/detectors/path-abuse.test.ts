import { describe, expect, it } from "vitest";
import { pathAbuse } from "../../../../src/resellers/domain/detectors/path-abuse.ts";
import { settings, subjectAt, xiaomi } from "../shipped.ts";

function signsAt(url: string): readonly string[] {
  return pathAbuse.detect(subjectAt(url), xiaomi, settings.thresholds).map(({ sign }) => sign);
}

describe("the brand in the path", () => {
  it.each([
    ["sale.example/xiaomi.com/login", ["own-host"]],
    ["sale.example/MI.com", ["own-host"]],
    ["sale.example/phones/xiaomi-offers", ["name"]],
    ["sale.example/Redmi", ["name"]],
    ["sale.example/mi", []],
    ["sale.example/redmine", []],
    ["sale.example/phones", []],
    ["sale.example", []],
  ])("reads %s as %j", (url, signs) => {
    expect(signsAt(url)).toEqual(signs);
  });
});
