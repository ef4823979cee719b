import { describe, expect, it } from "vitest";
import type { Load, OverloadRun } from "./overload/overload-run.ts";
import { figuresOf, reportOf } from "./overload/report.ts";

const LOAD: Load = {
  multiple: 5,
  sentPerSecond: 500,
  goodputPerSecond: 90,
  processorMs: 1,
  capacity: { perSecond: 100, processorMs: 1 },
  refusalMs: 0.1,
  answers: new Map([
    ["200", 900],
    ["503", 4100],
  ]),
  withoutRetryAfter: 0,
  waitsMs: [1, 2, 3],
  acknowledged: [],
};
const RUN: OverloadRun = {
  capacities: [{ perSecond: 100, processorMs: 1 }],
  loads: [LOAD],
  losses: [],
  separateCores: true,
};
const brokenBy = (change: Partial<Load>) => figuresOf({ ...RUN, loads: [{ ...LOAD, ...change }] }).broken;

describe("the report of an overload", () => {
  it("finds nothing broken where four fifths of the capacity are served and the rest is told to come back", () => {
    expect(brokenBy({})).toEqual([]);
    expect(brokenBy({ goodputPerSecond: 80 })).toEqual([]);
    expect(reportOf(figuresOf(RUN))).toContain("5 times");
  });

  it.each<[string, Partial<Load>]>([
    ["at 5 times the capacity the goodput is 79 %", { goodputPerSecond: 79 }],
    ["3 refusals do not say when to come back", { withoutRetryAfter: 3 }],
    ["at 5 times the capacity 7 answers were 500", { answers: new Map([["500", 7]]) }],
    ["at 5 times the capacity 7 answers were none", { answers: new Map([["none", 7]]) }],
  ])("says that %s", (sentence, change) => {
    expect(brokenBy(change)).toEqual([sentence]);
  });

  it("says how much is possible where each refusal costs a tenth of a hold", () => {
    const busy = { ...LOAD, capacity: { perSecond: 100, processorMs: 10 }, refusalMs: 1 };
    const [load] = figuresOf({ ...RUN, loads: [busy] }).loads;
    // 500 refusals take half of the core; the rest is held at nine milliseconds more than a refusal.
    expect(load?.goodputRatioMax).toBeCloseTo(500 / 9 / 100);
  });

  it("says what the rows contradict", () => {
    expect(figuresOf({ ...RUN, losses: ["acknowledged hold h1 is gone"] }).broken).toEqual([
      "acknowledged hold h1 is gone",
    ]);
  });
});
