import { describe, expect, it } from "vitest";
import { caseSubject, coveringSubjects } from "../../../../src/resellers/domain/case/case-subject.ts";
import { skeletonOf } from "../../../../src/resellers/domain/case/skeleton.ts";
import { parseSellerUrl, type SellerUrl } from "../../../../src/resellers/domain/host/parse-seller-url.ts";

const MARKETPLACES = new Set(["market.example"]);

function at(text: string): SellerUrl {
  const url = parseSellerUrl(text);
  if (!url.ok) throw new TypeError(url.error);
  return url.value;
}

describe("caseSubject", () => {
  it.each([
    ["https://www.shop.example/a/b?c#d", "shop.example"],
    ["pay.shop.example", "pay.shop.example"],
    ["market.example/stores/north/", "market.example/stores/north"],
    ["in.market.example/stores/north", "in.market.example/stores/north"],
    ["shop.github.io/x", "shop.github.io"],
    ["github.io/x", "github.io/x"],
  ])("of %s is %s", (url, subject) => {
    expect(caseSubject(at(url), MARKETPLACES)).toEqual({ ok: true, value: subject });
  });

  it.each(["market.example", "https://www.market.example/?q=1", "github.io"])("of %s alone is nobody's", (url) => {
    expect(caseSubject(at(url), MARKETPLACES)).toEqual({ ok: false, error: "shared-host" });
  });
});

describe("coveringSubjects", () => {
  it("go from the page up to the host and its parents, by whole segments and labels", () => {
    expect(coveringSubjects(at("www.a.shop.example/b/c"))).toEqual([
      "a.shop.example/b/c",
      "a.shop.example/b",
      "a.shop.example",
      "shop.example",
    ]);
  });
});

describe("skeletonOf", () => {
  it.each(["xiaomi-store.top", "xia0mistore.shop", "www.xіaomistore.in", "xiaornistore.com"])(
    "of %s is one",
    (host) => {
      expect(skeletonOf(at(host).host, host)).toBe("xlaornlstore");
    },
  );

  it("of a page on a marketplace is what the seller chose, since the host is everybody's", () => {
    const [one, other] = ["market.example/stores/Xia0mi-Store", "bazaar.example/xiaomistore"];
    expect(skeletonOf(at(one).host, one)).toBe(skeletonOf(at(other).host, other));
  });
});
