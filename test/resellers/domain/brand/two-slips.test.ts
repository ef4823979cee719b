import { describe, expect, it } from "vitest";
import { compileBrand } from "../../../../src/resellers/domain/brand/brand.ts";
import { buildBrandIndex } from "../../../../src/resellers/domain/brand/brand-index.ts";
import { findMentions } from "../../../../src/resellers/domain/brand/find-mentions.ts";
import { parseBrandProfile } from "../../../../src/resellers/domain/brand/profile.ts";
import { parseSellerUrl } from "../../../../src/resellers/domain/host/parse-seller-url.ts";
import { settings, XIAOMI_TEXT } from "../shipped.ts";

/** Twelve letters, and eleven. */
const NAMES = ["kronenbergia", "kronenbergi"] as const;

function formsAt(host: string, name: string): readonly string[] {
  const profile = parseBrandProfile(XIAOMI_TEXT.replace("names:\n", `names:\n  - text: ${name}\n    kind: name\n`));
  const url = parseSellerUrl(host);
  if (!profile.ok || !url.ok) throw new TypeError(JSON.stringify([profile, url]));
  const index = buildBrandIndex([compileBrand(profile.value)], settings);
  return findMentions(url.value.host, index).map(({ form }) => form);
}

describe("a name with two slips in it", () => {
  it.each([
    "krunenbergla.example",
    "kronnenbergja.example",
    "kronnbrgia.example",
    "kroneenbergiaa.example",
    "krunenbergla-store.example",
    "kronen-burgla.example",
  ])("of twelve letters is that name in %s", (host) => {
    expect(formsAt(host, NAMES[0])).toEqual(["two-slips"]);
  });

  it.each(["krunenbergl.example", "kronnenbergj.example"])("of eleven letters is none in %s", (host) => {
    expect(formsAt(host, NAMES[1])).toEqual([]);
  });

  it.each(["krunenburgla.example", "krxnxnbxrgia.example", "kunenbergla-hotel.example"])(
    "is another word with three in %s",
    (host) => {
      expect(formsAt(host, NAMES[0])).toEqual([]);
    },
  );
});
