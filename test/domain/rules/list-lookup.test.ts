import { describe, expect, it } from "vitest";
import { entriesNaming } from "../../../src/domain/rules/list-lookup.ts";
import { listPseudonyms } from "../../../src/domain/rules/list-pseudonyms.ts";

const KEYS = { e1: new Uint8Array(32).fill(1), e2: new Uint8Array(32).fill(2) };
const shopA = listPseudonyms("shop-a", { epoch: "e1", key: KEYS.e1 });
const shopB = listPseudonyms("shop-b", { epoch: "e2", key: KEYS.e2 });
const DATES = { added: "2026-09-01", expires: "2027-01-01" };

const BY_VALUE = { value: "a.buyer@example.com", provenance: "by value", ...DATES };
const BY_KEY = { key: shopB("email", "b.buyer@example.com"), provenance: "by key", ...DATES };
const LIST = {
  title: "Mailboxes of a test",
  kind: "email" as const,
  owner: "trust",
  max: 10,
  entries: [BY_VALUE, BY_KEY],
};

describe("entriesNaming", () => {
  it.each([
    ["however people write it", "A.Buyer@Example.com", [BY_VALUE]],
    ["where the entry is the key of one shop", "b.buyer@example.com", [BY_KEY]],
    ["by the key of one shop, where the entry is a value", shopB("email", "a.buyer@example.com"), [BY_VALUE]],
    ["by its very key", BY_KEY.key, [BY_KEY]],
    ["not, where nobody listed it", "c.buyer@example.com", []],
    ["not by the key of another kind", shopA("account", "a.buyer@example.com"), []],
  ])("finds a thing %s", (_, text, expected) => {
    expect(entriesNaming(LIST, text, [shopA, shopB])).toEqual(expected);
  });

  it.each([
    ["what is no mailbox", LIST, "nobody"],
    [
      "a written address, which nobody can bring into its one spelling",
      { ...LIST, kind: "address" as const },
      "1 Hill Road",
    ],
    ["nothing", LIST, ""],
  ])("cannot read %s", (_, list, text) => {
    expect(entriesNaming(list, text, [shopA])).toBe(undefined);
  });
});
