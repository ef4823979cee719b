import { describe, expect, test } from "vitest";
import { distributionOfCheckouts } from "../../../../src/domain/scoring/drift/distribution.ts";
import { stabilityIndex } from "../../../../src/domain/scoring/drift/stability-index.ts";
import { createRandom } from "../../../rig/shared/random.ts";

const EDGES = [1, 2, 3];
const BEFORE = { edges: EDGES, shares: [0.25, 0.25, 0.25, 0.25], observed: 4000 };

describe("the stability index", () => {
  test("of a distribution and itself is nothing", () => {
    expect(stabilityIndex(BEFORE, BEFORE).index).toBe(0);
  });

  test("is the sum of (p - q) ln(p / q), to what half a value in a bin of a thousand changes", () => {
    const now = { ...BEFORE, shares: [0.1, 0.2, 0.3, 0.4] };
    const byHand = now.shares.reduce((sum, p) => sum + (p - 0.25) * Math.log(p / 0.25), 0);
    expect(stabilityIndex(BEFORE, now).index).toBeCloseTo(byHand, 2);
    expect(byHand).toBeCloseTo(0.228, 3);
  });

  test("is the same in both directions", () => {
    const now = { ...BEFORE, shares: [0.1, 0.2, 0.3, 0.4] };
    expect(stabilityIndex(now, BEFORE).index).toBeCloseTo(stabilityIndex(BEFORE, now).index, 12);
  });

  test("stays a number where a bin is empty", () => {
    const { index } = stabilityIndex(BEFORE, { ...BEFORE, shares: [0, 0, 0, 1] });
    expect(index).toBeGreaterThan(1);
    expect(Number.isFinite(index)).toBe(true);
  });

  test("counts checkouts without a value as a bin where both sides know them, and not otherwise", () => {
    const half = { ...BEFORE, observed: 2000, absent: 2000 };
    expect(stabilityIndex({ ...BEFORE, absent: 0 }, half).index).toBeGreaterThan(0.5);
    expect(stabilityIndex(BEFORE, half).index).toBeCloseTo(0, 6);
  });

  test("stays below what chance allows in 19 of 20 draws of the same population, and no more often", () => {
    const random = createRandom(5);
    const draw = (size: number) => Array.from({ length: size }, () => random.uniform());
    const rounds = 2000;
    let above = 0;
    for (let round = 0; round < rounds; round += 1) {
      const before = distributionOfCheckouts(draw(400), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
      const now = distributionOfCheckouts(draw(400), before.edges);
      const { index, chance } = stabilityIndex(before, now);
      if (index > chance) above += 1;
    }
    expect(above / rounds).toBeGreaterThan(0.03);
    expect(above / rounds).toBeLessThan(0.07);
  });
});
