import { describe, expect, it } from "vitest";
import { typo } from "../../../../src/resellers/domain/detectors/typo.ts";
import { settings, subjectAt, xiaomi } from "../shipped.ts";

function signsAt(host: string): readonly string[] {
  return typo.detect(subjectAt(host), xiaomi, settings.thresholds).map(({ sign }) => sign);
}

describe("a misspelt name in a host", () => {
  it.each([
    ["xaiomi.example", "transposition"],
    ["xiaom.example", "omission"],
    ["xiaomii-shop.example", undefined],
    ["xiaoomi.example", "repetition"],
    ["xiaume.example", undefined],
    ["xiaumi.example", "vowel-swap"],
    ["ziaomi.example", "replacement"],
    ["xiaomk.example", "replacement"],
    ["xiaoei.example", "bitsquatting"],
    ["xiaopmi.example", "insertion"],
    ["xiabmi.example", "substitution"],
    ["xiao-mi.example", "hyphenation"],
    ["x-i-a-o-m-i.example", "hyphenation"],
    ["rdmi.example", "short-name"],
    ["ziaomistore.example", "replacement"],
    ["buy-ziaomi-online.example", "replacement"],
  ])("sees %s as %s", (host, sign) => {
    expect(signsAt(host)).toEqual(sign === undefined ? [] : [sign]);
  });

  it.each(["xiami.example", "xiaoma.example", "remi.example", "baomi.example", "xiamen.example"])(
    "leaves the innocent word in %s alone",
    (host) => {
      expect(signsAt(host)).toEqual([]);
    },
  );

  it("says nothing beside an outright name, which counts already", () => {
    expect(signsAt("xiaomi-ziaomi.example")).toEqual([]);
  });

  it("shows what was written for what", () => {
    expect(typo.detect(subjectAt("ziaomi.example"), xiaomi, settings.thresholds)).toEqual([
      { sign: "replacement", detail: '"ziaomi" for "xiaomi" (replacement)' },
    ]);
  });
});
