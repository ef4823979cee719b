import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chanceOf, factKindOf, type WeightFact, weekOf, weightOf } from "../../../src/domain/campaign/weight.ts";

const fact = (kind: WeightFact["kind"], week: number, drawnAtMs = week * 7): WeightFact => ({ kind, week, drawnAtMs });
const facts = fc.array(
  fc.record<WeightFact>({
    kind: fc.constantFrom("lost", "called", "heard"),
    week: fc.integer({ min: 1, max: 20 }),
    drawnAtMs: fc.integer({ min: 1, max: 140 }),
  }),
);
/** Half of all keys are below it. */
const HALF = `8${"0".repeat(63)}`;
const QUARTER = `4${"0".repeat(63)}`;

describe("the weight of an account", () => {
  it.each<[string, readonly WeightFact[], number]>([
    ["is one at first", [], 1],
    ["is one more after a fair loss", [fact("lost", 1)], 2],
    ["is one more for each week", [fact("lost", 1), fact("lost", 2), fact("lost", 5)], 4],
    ["counts a week once", [fact("lost", 1, 7), fact("lost", 1, 8)], 2],
    ["is one again once it was called", [fact("lost", 1), fact("lost", 2), fact("called", 3)], 1],
    ["begins anew after that", [fact("lost", 1), fact("called", 2), fact("lost", 3)], 2],
    ["counts an upheld appeal beside the loss of its week", [fact("lost", 1), fact("heard", 1)], 3],
    ["forgets an appeal once it was called", [fact("heard", 1), fact("called", 2)], 1],
  ])("%s", (_, given, weight) => {
    expect(weightOf(given, 4)).toBe(weight);
  });

  it("is never below one nor above the most, and does not depend on the order in which facts were written", () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 1, max: 4 }), (given, most) => {
        const weight = weightOf(given, most);
        expect(weight).toBeGreaterThanOrEqual(1);
        expect(weight).toBeLessThanOrEqual(most);
        expect(weightOf(given.toReversed(), most)).toBe(weight);
        expect(weightOf([...given, ...given], most)).toBe(weight);
        expect(weightOf([...given, fact("called", 21, 141)], most)).toBe(1);
      }),
    );
  });
});

describe("what a draw adds", () => {
  it.each<[string, Parameters<typeof factKindOf>, string | undefined]>([
    ["for who was called", [{ status: "eligible", isCalled: true, weight: 1 }, QUARTER], "called"],
    ["for a fair loss", [{ status: "eligible", isCalled: false, weight: 2 }, QUARTER], "lost"],
    ["for who had a chance above one half", [{ status: "eligible", isCalled: false, weight: 3 }, QUARTER], undefined],
    ["for a chance of one half", [{ status: "eligible", isCalled: false, weight: 1 }, HALF], undefined],
    ["for who shared", [{ status: "shared", isCalled: false, weight: 1 }, QUARTER], undefined],
    ["for who was excluded", [{ status: "excluded", isCalled: false, weight: 1 }, QUARTER], undefined],
  ])("%s", (_, given, kind) => {
    expect(factKindOf(...given)).toBe(kind);
  });

  it("goes by the chance that the line left to so many tickets", () => {
    expect(chanceOf(1, QUARTER)).toBe(0.25);
    expect(chanceOf(2, QUARTER)).toBe(0.4375);
    expect(chanceOf(4, "0".repeat(64))).toBe(0);
    expect(chanceOf(1, "f".repeat(64))).toBeCloseTo(1, 12);
  });
});

describe("a week", () => {
  it("is that of the clocks of the sale, from Monday on", () => {
    const sundayNightMs = Date.parse("2027-03-14T20:00:00Z");
    expect(weekOf(sundayNightMs, "Asia/Kolkata")).toBe(weekOf(sundayNightMs, undefined) + 1);
    expect(weekOf(Date.parse("2027-03-15T00:00:00Z"), undefined)).toBe(weekOf(sundayNightMs, undefined) + 1);
    expect(weekOf(Date.parse("1970-01-01T00:00:00Z"), undefined)).toBe(0);
    expect(weekOf(Date.parse("1970-01-05T00:00:00Z"), undefined)).toBe(1);
  });

  it("is another for each sale at noon on Fridays, when clocks are set too", () => {
    const noons = ["2027-03-19T11:00:00Z", "2027-03-26T11:00:00Z", "2027-04-02T10:00:00Z"].map((at) => Date.parse(at));
    const weeks = noons.map((atMs) => weekOf(atMs, "Europe/Berlin"));
    expect(new Set(weeks).size).toBe(3);
    expect(Math.max(...weeks) - Math.min(...weeks)).toBe(2);
  });
});
