import { describe, expect, it } from "vitest";
import { drawTries, PROOF_OF_WORK, WORKS } from "../../../src/domain/challenge/proof-of-work.ts";

/** Keys that a puzzle can end at, each as likely as the others. */
function possible(work: (typeof WORKS)[number]): readonly number[] {
  const count = PROOF_OF_WORK.triesMax * work;
  return Array.from({ length: count }, (_, at) => drawTries(work, () => (at + 0.5) / count));
}

/** What somebody pays on average who begins at a key, goes on to the last and then takes up those before. */
function meanFrom(start: number, ends: readonly number[]): number {
  const last = Math.max(...ends);
  const paid = ends.map((end) => (end >= start ? end - start + 1 : last - start + 1 + end));
  return paid.reduce((sum, each) => sum + each, 0) / paid.length;
}

describe("the work of a puzzle", () => {
  it.each(WORKS)("of %i can end at each key up to the last, and at no other", (work) => {
    expect(new Set(possible(work))).toEqual(
      new Set(Array.from({ length: PROOF_OF_WORK.triesMax * work }, (_, at) => at + 1)),
    );
    expect([drawTries(work, () => 0), drawTries(work, () => 1 - Number.EPSILON)]).toEqual([
      1,
      PROOF_OF_WORK.triesMax * work,
    ]);
  });

  it.each([1, 2, 400, 401, 800, 1_199, 1_200])("is no cheaper for whoever begins at the key %i", (start) => {
    const ends = possible(1);
    expect(meanFrom(start, ends)).toBeCloseTo(meanFrom(1, ends), 6);
    expect(meanFrom(1, ends)).toBeCloseTo((PROOF_OF_WORK.triesMax + 1) / 2, 6);
  });
});
