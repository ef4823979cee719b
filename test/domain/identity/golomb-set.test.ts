import fc from "fast-check";
import { expect, it } from "vitest";
import { golombPlace, hasPlace, packGolombSet, unpackGolombSet } from "../../../src/domain/identity/golomb-set.ts";

it("gives back every member that was packed", () => {
  const hash = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(fc.array(hash, { maxLength: 60 }), fc.integer({ min: 0, max: 14 }), (hashes, riceBits) => {
      const set = packGolombSet(hashes, riceBits);
      const places = unpackGolombSet(set);
      expect(hashes.filter((member) => !hasPlace(places, golombPlace(member, set)))).toEqual([]);
      expect([...places]).toEqual([...places].sort((a, b) => a - b));
    }),
  );
});

it("holds nothing when it is empty", () => {
  expect(hasPlace(unpackGolombSet(packGolombSet([], 10)), 0)).toBe(false);
});
