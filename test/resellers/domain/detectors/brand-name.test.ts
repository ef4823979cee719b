import { describe, expect, it } from "vitest";
import { brandName } from "../../../../src/resellers/domain/detectors/brand-name.ts";
import { settings, subjectAt, xiaomi } from "../shipped.ts";

function signsAt(host: string): readonly string[] {
  return brandName.detect(subjectAt(host), xiaomi, settings.thresholds).map(({ sign }) => sign);
}

describe("the brand's name in a host", () => {
  it.each([
    ["myxiaomiphone.example", "distinctive"],
    ["xiaominote.example", "distinctive"],
    ["redmi.example", "word"],
    ["buy-redmi-now.example", "word"],
    ["pocoindia.example", "short"],
    ["小米商城.example", "word"],
    ["сяоми.example", "word"],
    ["mi.example", "short"],
    ["mi-store.example", "short"],
    ["mistore.example", "short"],
    ["officialmistore.example", "short"],
    ["mi11ultra.example", "short"],
    ["mi4i-sale.example", "short"],
    ["themistore.example", "short"],
    ["buymi3.example", "short"],
  ])("sees it in %s as %s", (host, sign) => {
    expect(signsAt(host)).toEqual([sign]);
  });

  it.each([
    "miami.example",
    "family.example",
    "mindset.example",
    "premi.example",
    "midas-shop.example",
    "mileshop.example",
    "padmishop.example",
    "rakumi3sen.example",
    "micard-shop.example",
    "redmine.example",
    "redmineshop.example",
    "pocono.example",
    "hypocorism.example",
    "xiaoming.example",
    "xiaomiaoshop.example",
    "小米粥.example",
    "shop.example",
  ])("sees none in %s", (host) => {
    expect(signsAt(host)).toEqual([]);
  });

  it("names the alias that it saw, the plainest once", () => {
    expect(brandName.detect(subjectAt("mi-xiaomi-redmi.example"), xiaomi, settings.thresholds)).toEqual([
      { sign: "distinctive", detail: 'name "xiaomi"' },
    ]);
  });
});
