import { expect, it } from "vitest";
import { countPairs, f1, precision, recall } from "../../../models/lab/eval-identity/pairs.ts";

const RECORDS = [
  { truth: "a", keys: ["1", "2"], asked: [] },
  { truth: "a", keys: ["1", "2"], asked: [] },
  { truth: "a", keys: ["3"], asked: [] },
  { truth: "b", keys: ["2"], asked: [] },
];

it("counts a pair once, however many keys it shares", () => {
  expect(countPairs(RECORDS)).toEqual({ joined: 3, right: 1, truth: 3 });
});

it("joins a record to those that it asks for, and not to others that ask for the same", () => {
  const bare = { truth: "a", keys: ["bare"], asked: [] };
  const one = { truth: "a", keys: ["1"], asked: ["bare"] };
  const two = { truth: "a", keys: ["2"], asked: ["bare"] };
  expect(countPairs([one, bare, two])).toEqual({ joined: 2, right: 2, truth: 3 });
});

it("has precision and recall of pairs, and their harmonic mean", () => {
  const counts = countPairs(RECORDS);
  expect([precision(counts), recall(counts), f1(counts)]).toEqual([1 / 3, 1 / 3, 1 / 3]);
});

it("finds no fault with a key that joins nothing where nothing belongs together", () => {
  const counts = countPairs([{ truth: "a", keys: [], asked: [] }]);
  expect([counts.joined, precision(counts), recall(counts), f1(counts)]).toEqual([0, 1, 1, 1]);
});
