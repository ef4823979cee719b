import fc from "fast-check";
import { expect, it } from "vitest";
import { packRibbon } from "../../../models/lab/pack-ribbon.ts";
import { finishHash } from "../../../src/domain/identity/domain-hash.ts";
import { hasHash, unpackRibbon } from "../../../src/domain/identity/ribbon-set.ts";

const hash = fc.integer({ min: 0, max: 2 ** 32 - 1 });

it("knows every member that was packed", () => {
  fc.assert(
    fc.property(fc.array(hash, { maxLength: 300 }), fc.integer({ min: 1, max: 16 }), (hashes, bits) => {
      const set = unpackRibbon(packRibbon(hashes, bits));
      expect(hashes.filter((member) => !hasHash(set, member))).toEqual([]);
    }),
  );
});

it.each([4, 8])("takes a stranger for a member once in 2 ** %i, also where it holds nothing", (bits) => {
  const members = Array.from({ length: 4000 }, (_, index) => finishHash(index + 1));
  const strangers = Array.from({ length: 100_000 }, (_, index) => finishHash(-1 - index));
  for (const hashes of [members, []]) {
    const set = unpackRibbon(packRibbon(hashes, bits));
    const taken = strangers.filter((stranger) => hasHash(set, stranger)).length;
    expect(taken / strangers.length).toBeGreaterThan(0.8 / 2 ** bits);
    expect(taken / strangers.length).toBeLessThan(1.2 / 2 ** bits);
  }
});

it("needs hardly more cells than it has members", () => {
  const { base64, bits, cells } = packRibbon(
    Array.from({ length: 8000 }, (_, index) => finishHash(index)),
    10,
  );
  expect(cells).toBeLessThan(8000 * 1.05);
  expect(base64.length * 6).toBeLessThan(cells * bits + 6);
});
