import { describe, expect, it } from "vitest";
import { padding } from "../../../../src/resellers/domain/detectors/padding.ts";
import { settings, subjectAt, xiaomi } from "../shipped.ts";

function signsAt(host: string): readonly string[] {
  return padding.detect(subjectAt(host), xiaomi, settings.thresholds).map(({ sign }) => sign);
}

describe("digits and hyphens around the name", () => {
  it.each([
    ["xiaomi19.example", ["digits"]],
    ["xiaomi-19.example", ["digits"]],
    ["19xiaomi.example", ["digits"]],
    ["xiaomi--shop.example", ["hyphens"]],
    ["-xiaomi.example", ["hyphens"]],
    ["xiaomi-shop.example", []],
    ["xiaomi.shop19.example", []],
    ["shop19.example", []],
  ])("reads %s as %j", (host, signs) => {
    expect(signsAt(host)).toEqual(signs);
  });
});
