import { describe, expect, it } from "vitest";
import { shopWords } from "../../../../src/resellers/domain/detectors/shop-words.ts";
import { settings, subjectAt, xiaomi } from "../shipped.ts";

function signsAt(host: string): readonly string[] {
  return shopWords.detect(subjectAt(host), xiaomi, settings.thresholds).map(({ sign }) => sign);
}

describe("words of a shop beside the name", () => {
  it.each([
    ["xiaomi-sale.example", ["retail"]],
    ["xiaomi.shop", ["retail"]],
    ["store.xiaomi.sale.example", ["retail"]],
    ["officialxiaomi.example", ["claim"]],
    ["xiaomi-login.example", ["service"]],
    ["xiaomi-india.example", ["country"]],
    ["xiaomi-in.example", ["country"]],
    ["xiaomi-buds.example", ["product"]],
    ["official-xiaomi-store-india.example", ["retail", "claim", "country"]],
    ["tienda-xiaomi.example", ["retail"]],
    ["сяоми-магазин.example", ["retail"]],
    ["小米官网.example", ["claim"]],
    ["xiaomibestshop.example", ["retail"]],
    ["xiaomi-st0re.example", ["retail"]],
    ["mi-5hop.example", ["retail"]],
    ["0fficial-xiaomi.example", ["claim"]],
  ])("reads %s as %j", (host, signs) => {
    expect(signsAt(host)).toEqual(signs);
  });

  it.each([
    ["shop-sale-official.example", "without a name they are just words"],
    ["xiaomi.example", "there are none"],
    ["mi-tienda.example", '"my shop" in Spanish'],
    ["mi.india-sale.example", "a short name has nothing to do with other labels"],
  ])("says nothing of %s: %s", (host) => {
    expect(signsAt(host)).toEqual([]);
  });
});
