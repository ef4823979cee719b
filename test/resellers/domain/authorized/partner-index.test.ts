import { describe, expect, it } from "vitest";
import type { Partner } from "../../../../src/resellers/domain/authorized/partner.ts";
import { buildPartnerIndex } from "../../../../src/resellers/domain/authorized/partner-index.ts";
import { parseSellerUrl } from "../../../../src/resellers/domain/host/parse-seller-url.ts";

const NORTH: Partner = {
  id: "north",
  legalName: "North Retail",
  storefrontNames: [],
  aliases: [],
  hosts: ["north.example"],
  urlPrefixes: ["market.example/stores/north"],
  regions: [],
  validFrom: "2026-01-01",
  validTo: "2026-12-31",
};
const EAST: Partner = {
  ...NORTH,
  id: "east",
  hosts: ["east.north.example"],
  urlPrefixes: ["market.example/stores/north/east"],
};

const NOON_MS = Date.UTC(2026, 5, 1, 12);

function sellerAt(url: string, nowMs = NOON_MS, partners: readonly Partner[] = [NORTH, EAST]): string | undefined {
  const parsed = parseSellerUrl(url);
  return parsed.ok ? buildPartnerIndex(partners).find(parsed.value, nowMs)?.partner.id : parsed.error;
}

describe("the registry's index", () => {
  it.each([
    ["https://north.example", "north"],
    ["https://www.north.example/any/page", "north"],
    ["https://shop.in.north.example", "north"],
    ["https://east.north.example", "east"],
    ["https://market.example/stores/north", "north"],
    ["https://www.market.example/stores/north/phones?page=2", "north"],
    ["https://market.example/stores/north/east/phones", "east"],
  ])("finds who sells at %s", (url, id) => {
    expect(sellerAt(url)).toBe(id);
  });

  it.each([
    "https://market.example",
    "https://market.example/stores",
    "https://market.example/stores/north-fake",
    "https://market.example/stores/North",
    "https://shop.market.example/stores/north",
    "https://notnorth.example",
    "https://north.example.sale.example",
  ])("knows nobody at %s", (url) => {
    expect(sellerAt(url)).toBeUndefined();
  });

  it.each([
    [Date.UTC(2025, 11, 31, 23, 59), undefined],
    [Date.UTC(2026, 0, 1), "north"],
    [Date.UTC(2026, 11, 31, 23, 59), "north"],
    [Date.UTC(2027, 0, 1), undefined],
  ])("counts the first and the last day whole (%d)", (nowMs, id) => {
    expect(sellerAt("https://north.example", nowMs)).toBe(id);
  });

  it("never ends an authorization without a last day", () => {
    expect(sellerAt("https://north.example", Date.UTC(2090, 0, 1), [{ ...NORTH, validTo: undefined }])).toBe("north");
  });

  it("falls back to a partner whose authorization still holds", () => {
    const ended = { ...EAST, validTo: "2026-02-01" };
    expect(sellerAt("https://east.north.example", NOON_MS, [NORTH, ended])).toBe("north");
  });
});
