import { describe, expect, test } from "vitest";
import {
  distributionOf,
  distributionOfCheckouts,
  distributionSchema,
  edgesOf,
} from "../../../../src/domain/scoring/drift/distribution.ts";

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
const once = (values: readonly number[]) => values.map((value) => ({ value, weight: 1 }));

describe("a distribution", () => {
  test("has ten bins of equal shares over its own values", () => {
    expect(edgesOf(once(hundred))).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
    const { shares } = distributionOfCheckouts(hundred);
    expect(shares).toHaveLength(10);
    for (const share of shares) expect(share).toBeCloseTo(0.1, 12);
  });

  test("has fewer bins where many values are the same, and their shares still add up", () => {
    const values = [...Array.from({ length: 50 }, () => 0), ...hundred.slice(0, 50)];
    const { edges, shares } = distributionOfCheckouts(values);
    expect(edges).toEqual([0, 10, 20, 30, 40]);
    expect(shares[0]).toBe(0.5);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test("of one value alone tells values on either side apart", () => {
    const edges = edgesOf(once([7, 7, 7]));
    expect(distributionOf(once([6, 7, 8]), edges).shares.map((share) => Math.round(share * 3))).toEqual([1, 1, 1]);
  });

  test("of nothing has one empty bin", () => {
    expect(distributionOfCheckouts([undefined, undefined])).toEqual({
      edges: [],
      shares: [0],
      observed: 0,
      absent: 2,
    });
  });

  test("weighs values, and says how many equal ones tell as much", () => {
    const weighed = distributionOf(
      [
        { value: 1, weight: 3 },
        { value: 2, weight: 1 },
      ],
      [1],
    );
    expect(weighed).toEqual({ edges: [1], shares: [0.75, 0.25], observed: 1.6 });
  });

  test("counts checkouts without a value apart", () => {
    expect(distributionOfCheckouts([1, undefined, 2], [1])).toMatchObject({ observed: 2, absent: 1 });
  });

  test("is refused from a file whose shares and edges do not fit", () => {
    expect(distributionSchema.safeParse({ edges: [1], shares: [1], observed: 1 }).success).toBe(false);
  });
});
