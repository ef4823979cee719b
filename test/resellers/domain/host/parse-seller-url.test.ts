import { describe, expect, it } from "vitest";
import { type NotASellerUrl, parseSellerUrl } from "../../../../src/resellers/domain/host/parse-seller-url.ts";

describe("parseSellerUrl", () => {
  it.each([
    ["https://www.market.example:8443/stores/north?page=2#top", "www.market.example", ["stores", "north"]],
    ["market.example/stores//north/", "market.example", ["stores", "north"]],
    ["HTTP://Market.Example", "market.example", []],
    ["market.example/%6Eorth", "market.example", ["north"]],
    ["market.example/caf%C3%A9", "market.example", ["café"]],
    ["market.example/cafe\u0301", "market.example", ["café"]],
  ])("reads %s", (text, ascii, path) => {
    expect(parseSellerUrl(text)).toMatchObject({ ok: true, value: { host: { ascii }, path } });
  });

  it.each<[string, NotASellerUrl]>([
    ["javascript://market.example/%0aalert(1)", "scheme"],
    ["javascript:alert(1)", "port"],
    ["https://market.example@shop.example/", "user-info"],
    ["https://market.example/a/../b", "path"],
    ["https://market.example/a/%2e%2e/b", "path"],
    ["https://market.example/a%2fb", "path"],
    ["https://market.example\\b", "path"],
    ["https://market.example/%zz", "path"],
    ["https://market.example/%00", "path"],
    ["https://market.example/\u0007", "control-character"],
    ["https://192.0.2.1/shop", "ip-literal"],
    ["https://", "empty"],
    [`https://market.example/${"a".repeat(2048)}`, "too-long"],
  ])("refuses %j", (text, reason) => {
    expect(parseSellerUrl(text)).toEqual({ ok: false, error: reason });
  });
});
