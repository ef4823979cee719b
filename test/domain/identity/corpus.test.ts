import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { PostalAddress } from "../../../src/domain/checkout.ts";
import { explainHousehold } from "../../../src/domain/identity/address/household.ts";

type Jig = {
  readonly family: string;
  readonly kind: string;
  readonly plain: PostalAddress;
  readonly jigged: PostalAddress;
};
type Negative = { readonly kind: string; readonly a: PostalAddress; readonly b: PostalAddress };

function readLines<Row>(name: string): Row[] {
  const text = readFileSync(new URL(`../../fixtures/identity/${name}`, import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line): Row => JSON.parse(line));
}

const JIGS = readLines<Jig>("jigs.jsonl");
const NEGATIVES = readLines<Negative>("negatives.jsonl");
const keysOf = (address: PostalAddress) => explainHousehold(address).keys;

describe("the corpus", () => {
  it("has at least 20 families, 1,000 forms and 500 pairs of neighbours", () => {
    expect(new Set(JIGS.map(({ family }) => family)).size).toBeGreaterThanOrEqual(20);
    expect(JIGS.length).toBeGreaterThanOrEqual(1_000);
    expect(NEGATIVES.length).toBeGreaterThanOrEqual(500);
  });

  it("holds no form that is its plain form, and no neighbours that are one home", () => {
    const same = (a: PostalAddress, b: PostalAddress) => JSON.stringify(a) === JSON.stringify(b);
    expect(JIGS.filter(({ plain, jigged }) => same(plain, jigged))).toEqual([]);
    expect(NEGATIVES.filter(({ a, b }) => same(a, b))).toEqual([]);
  });
});

describe("the exact key", () => {
  it("sees through every cosmetic form", () => {
    const missed = JIGS.filter(
      ({ kind, plain, jigged }) => kind === "cosmetic" && keysOf(plain).exact !== keysOf(jigged).exact,
    );
    expect(missed).toEqual([]);
  });

  it("merges no neighbours", () => {
    expect(NEGATIVES.filter(({ a, b }) => keysOf(a).exact === keysOf(b).exact)).toEqual([]);
  });
});

describe("the soft keys", () => {
  const soft = JIGS.filter(({ kind }) => kind === "soft");
  it.each([...new Set(soft.map(({ family }) => family))])("see through at least 95 %% of %s", (family) => {
    const forms = soft.filter((jig) => jig.family === family);
    const seen = forms.filter(({ plain, jigged }) => {
      const [one, two] = [keysOf(plain), keysOf(jigged)];
      return one.building === two.building || one.near.some((key) => two.near.includes(key));
    });
    expect(seen.length / forms.length).toBeGreaterThanOrEqual(0.95);
  });

  it("join no neighbours whose house number or postal code differs", () => {
    const kinds = ["next-house", "one-digit-of-house", "digits-transposed", "one-digit-of-postcode"];
    const joined = NEGATIVES.filter(({ kind, a, b }) => {
      const [one, two] = [keysOf(a), keysOf(b)];
      const meet = one.building === two.building || one.near.some((key) => two.near.includes(key));
      return kinds.includes(kind) && meet;
    });
    expect(joined).toEqual([]);
  });
});
