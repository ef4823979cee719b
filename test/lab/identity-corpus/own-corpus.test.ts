import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CHECKED_IN, ownCorpus } from "../../../models/lab/identity-corpus/own-corpus.ts";

function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/identity/${name}`, import.meta.url), "utf8");
}

function asLines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

it("draws the corpus that is checked in again, byte for byte", () => {
  const { jigs, negatives } = ownCorpus(CHECKED_IN);
  expect(asLines(jigs)).toBe(fixture("jigs.jsonl"));
  expect(asLines(negatives)).toBe(fixture("negatives.jsonl"));
});

it("draws another corpus from another seed, as large", () => {
  const { jigs, negatives } = ownCorpus({ ...CHECKED_IN, seed: CHECKED_IN.seed + 1 });
  expect(asLines(jigs)).not.toBe(fixture("jigs.jsonl"));
  expect([jigs.length, negatives.length]).toEqual([1_480, 700]);
});

it("changes no digit of a house number or postal code in any form", () => {
  for (const { family, plain, jigged } of ownCorpus(CHECKED_IN).jigs) {
    const numbers = (lines: readonly string[]) =>
      lines
        .join(" ")
        .replace(/\p{Cf}/gu, "")
        .normalize("NFKC")
        .match(/[1-9]\p{Nd}*/gu) ?? [];
    if (family === "other-digits" || family === "other-unit") continue;
    const written = new Set(numbers(jigged.lines));
    expect(
      numbers(plain.lines).filter((number) => !written.has(number)),
      family,
    ).toEqual([]);
  }
});
