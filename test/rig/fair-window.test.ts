import { describe, expect, it } from "vitest";
import { hashOf } from "../../src/domain/draw/bytes.ts";
import { orderOfLate } from "../../src/domain/draw/late-order.ts";
import { measureFairWindow, spearman } from "./fair-window/measure.ts";

describe("a fair window", () => {
  it("gives nothing to who came first, calls evenly, and no place goes back", () => {
    const measured = measureFairWindow({ arrivals: 20_000, late: 2_000, units: 2_000, seed: 1 });
    // Four standard deviations of chance, which is a hundredth at the 200,000 arrivals of the rig.
    expect(Math.abs(measured.correlation)).toBeLessThan(4 * measured.chance);
    expect(Math.abs(measured.lateCorrelation)).toBeLessThan(0.1);
    expect(measured.firstHundredth).toBeGreaterThan(0.003);
    expect(measured.firstHundredth).toBeLessThan(0.02);
    expect(measured).toMatchObject({ calledPerSecondMax: 250, seconds: 8, aheadRose: 0 });
  });

  it("is measured by a correlation that knows order from none", () => {
    expect(spearman(Float64Array.from([0, 1, 2, 3]))).toBe(1);
    expect(spearman(Float64Array.from([3, 2, 1, 0]))).toBe(-1);
    expect(spearman(Float64Array.from([1, 3, 0, 2]))).toBe(0);
  });
});

describe("who comes after a fair window", () => {
  const seed = hashOf("seed");
  const late = [0, 1, 2, 3, 4, 5, 6, 7].map((number) => ({
    entry: hashOf(`entry ${number}`),
    recordedAtMs: 1_000_000 + (number < 4 ? 999 : 1000),
  }));

  it("is called by the second, and within one by the keys of the draw", () => {
    const order = orderOfLate(late, seed);
    expect(order.slice(0, 4).toSorted()).toEqual([0, 1, 2, 3]);
    expect(order.slice(0, 4)).not.toEqual([0, 1, 2, 3]);
    expect(orderOfLate(late, hashOf("another"))).not.toEqual(order);
  });

  it("gains nothing by coming earlier within a second", () => {
    const order = orderOfLate(late, seed);
    const hurried = late.map((each, number) => (number === 3 ? { ...each, recordedAtMs: 1_000_000 } : each));
    expect(orderOfLate(hurried, seed)).toEqual(order);
  });
});
