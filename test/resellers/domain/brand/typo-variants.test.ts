import { describe, expect, it } from "vitest";
import { typoVariants } from "../../../../src/resellers/domain/brand/typo-variants.ts";

const variants = typoVariants("amazon");

describe("typoVariants", () => {
  it.each([
    ["maazon", "transposition"],
    ["amazo", "omission"],
    ["ammazon", "repetition"],
    ["amozon", "vowel-swap"],
    ["smazon", "replacement"],
    ["amazoo", "bitsquatting"],
    ["amazong", "insertion"],
    ["xamazon", "insertion"],
    ["amafon", "substitution"],
  ])("calls %s a %s", (text, kind) => {
    expect(variants.get(text)).toBe(kind);
  });

  it.each(["amazon", "Amazon", "kmazonn", "amaz0n", "gmazon", "amzn"])("does not hold %s", (text) => {
    expect(variants.has(text)).toBe(false);
  });

  it("stays small enough to be made for each name", () => {
    expect(typoVariants("a".repeat(40)).size).toBeLessThan(3_000);
  });
});
