import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareBytes, hmacOf, hmacWith, toHex } from "../../../src/domain/draw/bytes.ts";
import { DrawOrder, keysBySeed } from "../../../src/domain/draw/draw-order.ts";
import { freezePart, parseEntryLine } from "../../../src/domain/draw/entries-file.ts";
import { Groups, SHARED_KEY_BYTES } from "../../../src/domain/draw/groups.ts";
import { keepHash, shareWithinGroups } from "../../../src/domain/draw/keep.ts";
import { entryAt, indexOfEntry, sortPopulation } from "../../../src/domain/draw/population.ts";
import { ENTRY_STATUSES, sealOf, sealSaltOf } from "../../../src/domain/draw/seal.ts";
import { DRAW_SECRET, populationOf, SALE_ID } from "./published-draw.ts";

const registered = fc.array(
  fc.record({ weight: fc.integer({ min: 1, max: 8 }), status: fc.constantFrom(...ENTRY_STATUSES) }),
  { minLength: 1, maxLength: 30 },
);
const SEED = new Uint8Array(32).fill(7);

describe("HMAC", () => {
  it("is one, however its state is kept", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 200 }),
        (key, message) => {
          const digest = new Uint8Array(32);
          hmacWith(key, digest)(message);
          expect(toHex(digest)).toBe(toHex(hmacOf(key, message)));
        },
      ),
    );
  });

  it.each([0, 31, 33, 64])("takes no key of %i bytes", (length) => {
    expect(() => hmacOf(new Uint8Array(length), "")).toThrow(TypeError);
  });
});

describe("a frozen list", () => {
  it("is in ascending order, and its seals are those of draw and entry", () => {
    fc.assert(
      fc.property(registered, (people) => {
        const population = populationOf(people);
        const { lines } = freezePart(population, { drawSecret: DRAW_SECRET, saleId: SALE_ID });
        const read = Buffer.from(lines).toString().trimEnd().split("\n").map(parseEntryLine);
        for (const [index, line] of read.entries()) {
          const entry = entryAt(population, index);
          const status = ENTRY_STATUSES[population.statuses[index] ?? -1] ?? "shared";
          const seal = sealOf(sealSaltOf(DRAW_SECRET, entry), SALE_ID, entry, status);
          expect(line).toEqual({ entry, weight: population.weights[index], seal });
          expect(indexOfEntry(population, entry)).toEqual({ index, found: true });
          if (index > 0) expect(compareBytes(entryAt(population, index - 1), entry)).toBeLessThan(0);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("the order of a draw", () => {
  it("is by the best of an entry's tickets, whatever order its entries came in", () => {
    fc.assert(
      fc.property(registered, (people) => {
        const population = populationOf(people);
        const keyOf = keysBySeed(SEED);
        const byTickets = Array.from({ length: population.count }, (_, index) => index).map((index) => {
          const tickets = Array.from({ length: population.weights[index] ?? 0 }, (_, j) =>
            toHex(hmacOf(SEED, Uint8Array.from([...entryAt(population, index), 0, 0, 0, j]))),
          );
          const [best = ""] = tickets.sort();
          expect(toHex(keyOf(entryAt(population, index), population.weights[index] ?? 0))).toBe(best);
          return { index, best };
        });
        const order = new DrawOrder(population, SEED);
        order.makeKeys(0, 11);
        order.makeKeys(11, population.count);
        const expected = byTickets.sort((a, b) => (a.best < b.best ? -1 : 1)).map(({ index }) => index);
        expect([...order.order()]).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it("is by entry where two keys are equal", () => {
    const twins = { count: 2, entries: new Uint8Array(64).fill(9), weights: Uint8Array.of(1, 1) };
    const order = new DrawOrder(twins, SEED);
    order.makeKeys(0, 2);
    expect([...order.order()]).toEqual([0, 1]);
  });
});

describe("sharing", () => {
  const people = fc.array(
    fc.record({ household: fc.nat({ max: 4 }), payer: fc.nat({ max: 9 }), excluded: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 30,
    },
  );

  it("gives a group the chances of one household, by the smallest keep hashes of those not excluded", () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 3 }), (each, perHousehold) => {
        const population = populationOf(each.map(() => ({ weight: 1, status: "eligible" })));
        const groups = new Groups(population.count);
        groups.joinByKey(keysOf(each.map(({ household }) => household)));
        const roots = groups.roots();
        const excluded = Uint8Array.from(each.map((person) => (person.excluded ? 1 : 0)));
        const charterHash = SEED;
        const statuses = shareWithinGroups(population, { groups: roots, excluded, perHousehold, charterHash });
        for (const root of new Set(roots)) {
          const members = [...roots.keys()].filter((index) => roots[index] === root);
          const judged = members.filter((index) => excluded[index] === 0);
          const hashOfMember = (index: number) => toHex(keepHash(charterHash, entryAt(population, index)));
          const kept = judged.sort((a, b) => (hashOfMember(a) < hashOfMember(b) ? -1 : 1)).slice(0, perHousehold);
          for (const index of members) {
            const status = kept.includes(index) ? "eligible" : "shared";
            expect(ENTRY_STATUSES[statuses[index] ?? -1]).toBe(excluded[index] === 1 ? "excluded" : status);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("joins whoever shares with somebody who shares with a third, by any kind of key, and nobody by no key", () => {
    const groups = new Groups(5);
    groups.joinByKey(keysOf([1, 1, 2, 0, 0]));
    groups.joinByKey(keysOf([0, 3, 3, 0, 0]));
    expect([...groups.roots()]).toEqual([0, 0, 0, 3, 4]);
  });
});

it("sorting moves weight and status with their entry", () => {
  const entries = new Uint8Array(64);
  entries[0] = 2;
  entries[32] = 1;
  const population = { count: 2, entries, weights: Uint8Array.of(3, 4), statuses: Uint8Array.of(1, 2) };
  sortPopulation(population);
  expect([population.entries[0], population.entries[32]]).toEqual([1, 2]);
  expect([[...population.weights], [...population.statuses]]).toEqual([
    [4, 3],
    [2, 1],
  ]);
});

/** A key for each number; for 0 none. */
function keysOf(numbers: readonly number[]): Uint8Array {
  const keys = new Uint8Array(numbers.length * SHARED_KEY_BYTES);
  for (const [at, number] of numbers.entries()) keys[at * SHARED_KEY_BYTES + SHARED_KEY_BYTES - 1] = number;
  return keys;
}
