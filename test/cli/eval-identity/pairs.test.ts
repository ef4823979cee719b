import { expect, it } from "vitest";
import { countPairs, f1, precision, recall } from "../../../src/cli/eval-identity/pairs.ts";

const RECORDS = [
  { truth: "a", keys: ["1", "2"] },
  { truth: "a", keys: ["1", "2"] },
  { truth: "a", keys: ["3"] },
  { truth: "b", keys: ["2"] },
];

it("counts a pair once, however many keys it shares", () => {
  expect(countPairs(RECORDS)).toEqual({ joined: 3, right: 1, truth: 3 });
});

it("has precision and recall of pairs, and their harmonic mean", () => {
  const counts = countPairs(RECORDS);
  expect([precision(counts), recall(counts), f1(counts)]).toEqual([1 / 3, 1 / 3, 1 / 3]);
});

it("finds no fault with a key that joins nothing where nothing belongs together", () => {
  const counts = countPairs([{ truth: "a", keys: [] }]);
  expect([counts.joined, precision(counts), recall(counts), f1(counts)]).toEqual([0, 1, 1, 1]);
});
