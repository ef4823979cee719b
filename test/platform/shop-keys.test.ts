import { beforeAll, describe, expect, it } from "vitest";
import { type Config, parseConfig } from "../../src/config.ts";
import { assert } from "../../src/domain/result.ts";
import { shopOfKey } from "../../src/platform/callers/shop-keys.ts";
import { validSettings } from "../support/settings.ts";

let config: Config;
let keys: Awaited<ReturnType<typeof validSettings>>["shopKeys"];
beforeAll(async () => {
  const { settings, shopKeys } = await validSettings();
  const parsed = parseConfig(settings);
  assert(parsed.ok, "the settings are valid");
  config = parsed.value;
  keys = shopKeys;
});

describe("shopOfKey", () => {
  it("knows each shop by any of its keys, while one is being changed for another", () => {
    expect(keys["shop-a"].map((key) => shopOfKey(config, key)?.id)).toEqual(["shop-a", "shop-a"]);
    expect(keys["shop-b"].map((key) => shopOfKey(config, key)?.id)).toEqual(["shop-b"]);
  });

  it.each<[string, (key: string) => string]>([
    ["another letter at the end", (key) => key.slice(0, -1) + (key.endsWith("A") ? "E" : "A")],
    ["one letter more", (key) => `${key}A`],
    ["one letter less", (key) => key.slice(0, -1)],
    ["capitals", (key) => key.toUpperCase()],
    ["another prefix", (key) => key.replace("fh_sk_", "fh_pk_")],
    ["no prefix", (key) => key.replace("fh_sk_", "")],
    ["a line end", (key) => `${key}\n`],
    ["its hash in its place", () => config.shops.get("shop-a")?.keyHashes[0] ?? ""],
    ["nothing", () => ""],
  ])("knows no key with %s", (_, change) => {
    expect(shopOfKey(config, change(keys["shop-a"][0] ?? ""))).toBe(undefined);
  });
});
