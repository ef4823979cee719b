import { describe, expect, it } from "vitest";
import { type Cohort, intervalSpread, joinCohort } from "../../../../src/domain/sale/history/cohort.ts";
import { type Likeness, readCohorts, recordPopulation } from "../../../../src/domain/sale/history/population.ts";
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
  const typistOf = (...cadences: string[]): Likeness => ({
    byBrowser: true,
    cohorts: cadences.map((pseudonym) => ({ kind: "cadence", pseudonym })),
  });
  const TYPIST = typistOf("c");
  const DIRECT: Likeness = { byBrowser: true, cohorts: [{ kind: "direct" }] };

  function come(sale: ReturnType<typeof saleInMemory>, likeness: Likeness, atMs = NOW_MS, heldUnits = 0) {
    const read = readCohorts(sale.store, likeness, true);
    recordPopulation(sale.store, read, { isNew: true, heldUnits, nowMs: atMs });
    return read.facts;
  }

  it("says how many others came alike, and their share of all that came by browser", () => {
    const sale = saleInMemory();
    expect(come(sale, TYPIST).population).toEqual({
      cadence: { otherAccounts: 0, accountsApart: 0, share: 0, intervalSpread: undefined },
    });
    come(sale, typistOf("other"));
    come(sale, typistOf());
    expect(come(sale, TYPIST).population.cadence).toMatchObject({ otherAccounts: 1, share: 0.333 });
  });

  it("takes of several cohorts of a kind the largest, so that a border between cells parts nobody", () => {
    const sale = saleInMemory();
    come(sale, typistOf("0:a", "1:x"));
    come(sale, typistOf("0:b", "1:x"));
    expect(come(sale, typistOf("0:c", "1:x")).population.cadence).toMatchObject({ otherAccounts: 2, share: 1 });
  });

  it("does not count an account that was counted before again beside itself", () => {
    const sale = saleInMemory();
    come(sale, TYPIST);
    come(sale, TYPIST);
    expect(readCohorts(sale.store, TYPIST, false).facts.population.cadence).toMatchObject({
      otherAccounts: 1,
      share: 1,
    });
  });

  it("tells those that came without a visit apart", () => {
    const sale = saleInMemory();
    for (let second = 0; second < 9; second += 1) come(sale, DIRECT, NOW_MS + second * 1000);
    come(sale, TYPIST);
    expect(come(sale, DIRECT).population.direct).toEqual({
      otherAccounts: 9,
      accountsApart: 1,
      share: 0.9,
      intervalSpread: 0,
    });
    expect(come(sale, TYPIST).population.direct).toBeUndefined();
  });

  it("takes no note of clerks, text messages and calls", () => {
    const sale = saleInMemory();
    come(sale, { ...DIRECT, byBrowser: false });
    expect(sale.store.readCohorts(["browser", "direct"])).toEqual(new Map());
  });

  it("counts the units held for a partner on every channel, whoever holds them", () => {
    const sale = saleInMemory();
    const pickup: Likeness = { byBrowser: false, cohorts: [], pickup: "p" };
    expect(come(sale, pickup, NOW_MS, 2).unitsAtPartner).toBe(0);
    come(sale, pickup, NOW_MS, 0);
    come(sale, { ...pickup, pickup: "another" }, NOW_MS, 5);
    const again = readCohorts(sale.store, pickup, false);
    recordPopulation(sale.store, again, { isNew: false, heldUnits: 1, nowMs: NOW_MS });
    expect(readCohorts(sale.store, pickup, false).facts.unitsAtPartner).toBe(3);
    expect(come(sale, DIRECT).unitsAtPartner).toBeUndefined();
  });
});
