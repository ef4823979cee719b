import { describe, expect, it } from "vitest";
import { type Cohort, intervalSpread, joinCohort } from "../../../../src/domain/sale/history/cohort.ts";
import { type Likeness, readPopulation, recordPopulation } from "../../../../src/domain/sale/history/population.ts";
import { NOW_MS, saleInMemory } from "../fixtures.ts";

/** The cohort of accounts that came at these times after the first one. */
function cohortOf(...afterMs: number[]): Cohort {
  return afterMs.reduce((cohort, ms) => joinCohort(cohort, NOW_MS + ms), joinCohort(undefined, NOW_MS));
}

describe("the times between the accounts of a cohort", () => {
  it("have no spread where a clock sends them", () => {
    expect(intervalSpread(cohortOf(...Array.from({ length: 9 }, (_, index) => 2000 * (index + 1))))).toBe(0);
  });

  it("have the deviation over the mean that a calculation over all of them gives", () => {
    const intervals = [120, 900, 45, 3_000, 610, 5, 220, 1_400, 77];
    let atMs = 0;
    const times = intervals.map((ms) => (atMs += ms));
    const mean = intervals.reduce((sum, ms) => sum + ms) / intervals.length;
    const deviation = Math.sqrt(intervals.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / intervals.length);
    expect(intervalSpread(cohortOf(...times))).toBeCloseTo(deviation / mean, 3);
  });

  it.each([
    ["tell nothing of fewer than eight", 7, 1_000, undefined],
    ["tell of eight", 8, 250, 0],
    ["tell nothing at a pace at which any queue makes them even", 8, 249, undefined],
    ["tell nothing where all came in one moment", 20, 0, undefined],
  ])("%s", (_, intervals, everyMs, spread) => {
    const times = Array.from({ length: intervals }, (_each, index) => everyMs * (index + 1));
    expect(intervalSpread(cohortOf(...times))).toBe(spread);
  });

  it("are never below nothing where the clock jumps back", () => {
    const cohort = cohortOf(1_000, 10, 1_500);
    expect(cohort).toMatchObject({ accounts: 4, lastAtMs: NOW_MS + 1_500 });
    expect(cohort.meanMs).toBeCloseTo(500);
  });
});

describe("the population of a sale", () => {
  const TYPIST: Likeness = { byBrowser: true, direct: false, cadence: "c" };

  function come(sale: ReturnType<typeof saleInMemory>, likeness: Likeness, atMs = NOW_MS) {
    const population = readPopulation(sale.store, likeness, true);
    recordPopulation(sale.store, population, atMs);
    return population.facts;
  }

  it("says how many others came alike, and their share of all that came by browser", () => {
    const sale = saleInMemory();
    expect(come(sale, TYPIST)).toEqual({ cadence: { otherAccounts: 0, share: 0, intervalSpread: undefined } });
    come(sale, { ...TYPIST, cadence: "other" });
    come(sale, { ...TYPIST, cadence: undefined });
    expect(come(sale, TYPIST).cadence).toMatchObject({ otherAccounts: 1, share: 0.333 });
  });

  it("does not count an account that was counted before as its own company", () => {
    const sale = saleInMemory();
    come(sale, TYPIST);
    come(sale, TYPIST);
    expect(readPopulation(sale.store, TYPIST, false).facts.cadence).toMatchObject({ otherAccounts: 1, share: 1 });
  });

  it("tells those that came without a visit apart", () => {
    const sale = saleInMemory();
    const direct: Likeness = { byBrowser: true, direct: true, cadence: undefined };
    for (let second = 0; second < 9; second += 1) come(sale, direct, NOW_MS + second * 1000);
    come(sale, TYPIST);
    expect(come(sale, direct).direct).toEqual({ otherAccounts: 9, share: 0.9, intervalSpread: 0 });
    expect(come(sale, TYPIST).direct).toBeUndefined();
  });

  it("takes no note of clerks, text messages and calls", () => {
    const sale = saleInMemory();
    come(sale, { byBrowser: false, direct: true, cadence: undefined });
    expect(sale.store.readCohorts(["browser", "direct"])).toEqual(new Map());
  });
});
