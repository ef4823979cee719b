import { describe, expect, it } from "vitest";
import { assessSeller } from "../../../src/resellers/domain/assess.ts";
import type { Partner } from "../../../src/resellers/domain/authorized/partner.ts";
import { parseSellerUrl } from "../../../src/resellers/domain/host/parse-seller-url.ts";
import type { Listing } from "../../../src/resellers/domain/subject.ts";
import { settings, shippedAssessor } from "./shipped.ts";

const NOW_MS = Date.UTC(2026, 5, 1);

const PARTNER: Partner = {
  id: "north",
  legalName: "North Retail Pvt Ltd",
  storefrontNames: [],
  aliases: [],
  hosts: ["xiaomi-store-north.example"],
  urlPrefixes: ["market.example/stores/xiaomi-north"],
  regions: [],
  validFrom: "2026-01-01",
};

function assess(url: string, { listing, partners = [] }: { listing?: Listing; partners?: readonly Partner[] } = {}) {
  const seller = parseSellerUrl(url);
  if (!seller.ok) throw new TypeError(seller.error);
  return assessSeller(shippedAssessor(partners), { ...seller.value, listing, brandIds: ["xiaomi"] }, NOW_MS);
}

describe("assessSeller", () => {
  it("sums what the signs weigh and shows each of them", () => {
    const assessment = assess("https://xiaomi-store.example");
    const sum = assessment.evidence.reduce((total, { weight }) => total + weight, 0);
    expect(assessment).toMatchObject({
      flag: true,
      brand: "xiaomi",
      evidence: [
        { detector: "brand-name", sign: "distinctive", weight: settings.weights.get("brand-name")?.get("distinctive") },
        { detector: "shop-words", sign: "retail", weight: settings.weights.get("shop-words")?.get("retail") },
      ],
    });
    const { intercept, slope } = settings.calibration;
    expect(assessment.score).toBeCloseTo(1 / (1 + Math.exp(-(intercept + slope * sum))), 4);
  });

  it("finds nothing to say of a host that has nothing to do with the brand", () => {
    expect(assess("https://flowers.example")).toEqual({ flag: false, score: 0.018, evidence: [] });
  });

  it.each(["https://mi.com", "https://in.event.mi.com/sale", "https://www.xiaomi.com"])(
    "leaves the brand's own %s alone",
    (url) => {
      expect(assess(url)).toEqual({
        flag: false,
        score: 0,
        brand: "xiaomi",
        authorized: true,
        seller: "Xiaomi",
        evidence: [],
      });
    },
  );

  it.each(["https://xiaomi-store-north.example/redmi", "https://market.example/stores/xiaomi-north/1"])(
    "asks the registry before any detector for %s",
    (url) => {
      expect(assess(url)).toMatchObject({ flag: expect.any(Boolean) });
      expect(assess(url, { partners: [PARTNER] })).toEqual({
        flag: false,
        score: 0,
        authorized: true,
        seller: "North Retail Pvt Ltd",
        evidence: [],
      });
    },
  );

  it("flags a partner's host again once the authorization has ended", () => {
    const ended = { ...PARTNER, validTo: "2026-05-30" };
    expect(assess("https://xiaomi-store-north.example", { partners: [ended] })).toMatchObject({ flag: true });
  });

  it("flags what a report says even where the host says nothing", () => {
    const listing: Listing = {
      text: "Official Mi Store",
      price: { sku: "MI3-16GB", amountMinor: 2_400_000, currency: "INR" },
      inStock: true,
      saleStock: "none",
    };
    expect(assess("https://phones.example", { listing })).toMatchObject({
      flag: true,
      brand: "xiaomi",
      evidence: [{ detector: "price" }, { detector: "official-claim" }, { detector: "stock-claim" }],
    });
  });

  it("does not flag a high price alone, which any shop may ask", () => {
    const listing: Listing = { price: { sku: "MI3-16GB", amountMinor: 2_400_000, currency: "INR" } };
    expect(assess("https://phones.example", { listing })).toMatchObject({
      flag: false,
      evidence: [{ detector: "price" }],
    });
  });

  it("does not flag a short alias alone, which belongs to many", () => {
    expect(assess("https://mi.example")).toMatchObject({
      flag: false,
      evidence: [{ detector: "brand-name", sign: "short" }, { detector: "suffix-swap" }],
    });
  });
});
