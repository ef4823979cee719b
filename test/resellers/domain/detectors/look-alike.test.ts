import { describe, expect, it } from "vitest";
import { lookAlike } from "../../../../src/resellers/domain/detectors/look-alike.ts";
import { settings, subjectAt, xiaomi } from "../shipped.ts";

function signsAt(host: string): readonly string[] {
  return lookAlike.detect(subjectAt(host), xiaomi, settings.thresholds).map(({ sign }) => sign);
}

describe("a name drawn with other characters", () => {
  it.each([
    ["xiаomi.example", "script"],
    ["xn--ximi-63d8f.example", "script"],
    ["xíaomi.example", "script"],
    ["xiaoмi.example", "script"],
    ["rеdmi-shop.example", "script"],
    ["xia0mi.example", "digit"],
    ["x1aom1.example", "digit"],
    ["p0co-store.example", "digit"],
    ["xiaorni.example", "shape"],
    ["xlaomi.example", "shape"],
    ["myxiaomlshop.example", "shape"],
  ])("sees %s by its %s", (host, sign) => {
    expect(signsAt(host)).toEqual([sign]);
  });

  it.each([
    "xiaomi.example",
    "сяоми.example",
    "xiaoming.example",
    "m1-shop.example",
    "xiaobai.example",
    "foxlaomint.example",
  ])("sees none in %s", (host) => {
    expect(signsAt(host)).toEqual([]);
  });

  it("shows the letters and what DNS has for them", () => {
    expect(lookAlike.detect(subjectAt("xiаоmi.example"), xiaomi, settings.thresholds)).toEqual([
      { sign: "script", detail: '"xiаоmi" looks like "xiaomi", in DNS "xn--ximi-63d8f.example"' },
    ]);
  });
});
