import fc from "fast-check";
import { expect, it } from "vitest";
import { ENTRY_STATUSES } from "../../../../src/domain/draw/seal.ts";
import { verifyDraw } from "../../../../src/domain/draw/verify/verify-draw.ts";
import { type After, publishedDraw, type Registered } from "../published-draw.ts";

const registered: fc.Arbitrary<Registered> = fc.record({
  weight: fc.integer({ min: 1, max: 4 }),
  status: fc.constantFrom(...ENTRY_STATUSES),
});
const after: fc.Arbitrary<After> = fc.oneof(
  fc.record({ wave: fc.record({ unpaid: fc.integer({ min: 0, max: 1 }), declined: fc.constant(0) }) }),
  fc.constant({ vacancy: { count: 1 } }),
);

it("finds no fault in a draw that the service made", () => {
  fc.assert(
    fc.property(fc.array(registered, { maxLength: 40 }), fc.nat({ max: 12 }), (population, units) => {
      expect(verifyDraw(publishedDraw(population, { units })).fault).toBeUndefined();
    }),
    { numRuns: 15 },
  );
});

it("finds no fault in waves and redraws, whoever is left", () => {
  const enough = fc.array(registered, { minLength: 8, maxLength: 30 });
  fc.assert(
    fc.property(enough, fc.array(after, { maxLength: 3 }), (population, later) => {
      const called = [...population.filter(({ status }) => status === "eligible")].length;
      fc.pre(called >= 6);
      expect(verifyDraw(publishedDraw(population, { units: 4, after: later })).fault).toBeUndefined();
    }),
    { numRuns: 8 },
  );
});
