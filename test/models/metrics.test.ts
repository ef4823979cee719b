import { describe, expect, test } from "vitest";
import { bootstrapInterval, shareInterval } from "../../models/lab/eval-model/interval.ts";
import { auc, caughtAt, shareAt, thresholdAt } from "../../models/lab/train/metrics.ts";

describe("figures by which models are judged", () => {
  test.each([
    ["told apart", [1, 2], [3, 4], 1],
    ["the wrong way round", [3, 4], [1, 2], 0],
    ["alike", [1, 2], [1, 2], 0.5],
    ["with one tie", [1, 2, 3], [2, 9], (1.5 + 3) / 6],
  ])("the area under the curve of people and programs %s", (_, people, programs, expected) => {
    expect(auc({ people, programs })).toBeCloseTo(expected, 12);
  });

  test("a threshold flags at most the share of people that it is for", () => {
    const people = Array.from({ length: 200 }, (_, index) => index / 200);
    for (const share of [0, 0.001, 0.01, 0.1]) {
      expect(shareAt(people, thresholdAt(people, share))).toBeLessThanOrEqual(share);
    }
    expect(shareAt(people, thresholdAt(people, 0.01))).toBe(0.01);
  });

  test("many people at the same score are all spared or all flagged", () => {
    expect(thresholdAt([5, 5, 5, 5], 0.5)).toBeGreaterThan(5);
    expect(caughtAt({ people: [5, 5, 5, 5], programs: [5, 6] }, 0.5)).toBe(0.5);
  });

  test("none of ten is not none of all", () => {
    const { value, low, high } = shareInterval(0, 10);
    expect(value).toBe(0);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(0.2775, 3);
  });

  test("an interval holds its value, and is the same each time", () => {
    const scored = { people: [1, 2, 3, 4, 5, 6], programs: [4, 5, 6, 7, 8] };
    const interval = bootstrapInterval(scored, auc);
    expect(interval.low).toBeLessThan(interval.value);
    expect(interval.high).toBeGreaterThan(interval.value);
    expect(bootstrapInterval(scored, auc)).toEqual(interval);
  });
});
