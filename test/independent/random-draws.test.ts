import fc from "fast-check";
import { expect, it } from "vitest";
import { fromHex, toHex } from "../../src/domain/draw/bytes.ts";
import { commitmentTo } from "../../src/domain/draw/commit.ts";
import { DrawOrder } from "../../src/domain/draw/draw-order.ts";
import { freezePart } from "../../src/domain/draw/entries-file.ts";
import { entryOf, holderSaltOf } from "../../src/domain/draw/entry.ts";
import { shareWithinGroups } from "../../src/domain/draw/keep.ts";
import { openingLines } from "../../src/domain/draw/openings-file.ts";
import { sortPopulation, statusAt } from "../../src/domain/draw/population.ts";
import { drawSeed, randomnessOf } from "../../src/domain/draw/seed.ts";
import { walkDown } from "../../src/domain/draw/walk.ts";
import { SEED } from "../support/seed.ts";
import { askPython, HAS_PYTHON } from "./python.ts";

const DRAWS = 1000;

const bytesAsHex = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(toHex);
const making = fc.record({
  sale: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,62}$/),
  drawSecret: bytesAsHex(32),
  charterHash: bytesAsHex(32),
  signature: bytesAsHex(48),
  round: fc.integer({ min: 1, max: 2 ** 40 }),
  units: fc.nat({ max: 12 }),
  perHousehold: fc.integer({ min: 1, max: 3 }),
  registrations: fc.uniqueArray(
    fc.record({
      reg: fc.string({ minLength: 1, maxLength: 30 }),
      // Texts that a shop's ids are made of somewhere: letters with marks are written in two ways, and are one account.
      holder: fc.oneof(
        fc.string({ unit: "grapheme", maxLength: 20 }),
        fc.constant("e\u0301ve"),
        fc.constant("\u00e9ve"),
      ),
      weight: fc.integer({ min: 1, max: 8 }),
      group: fc.nat({ max: 8 }),
      excluded: fc.boolean(),
    }),
    { selector: ({ reg }) => reg, maxLength: 24 },
  ),
});
type Making = typeof making extends fc.Arbitrary<infer T> ? T : never;

it.skipIf(!HAS_PYTHON)(`comes to the same bytes as an independent program on ${DRAWS} random draws`, () => {
  const makings = fc.sample(making, { numRuns: DRAWS, seed: SEED });
  const others = askPython("recompute", makings);
  for (const [at, each] of makings.entries()) expect(others[at], `seed ${SEED}, draw ${at}`).toEqual(ours(each));
});

/** Everything of a draw, by the functions that the service runs. */
function ours({ sale, registrations, round, units, perHousehold, ...hex }: Making) {
  const [drawSecret, charterHash, signature] = [bytes(hex.drawSecret), bytes(hex.charterHash), bytes(hex.signature)];
  const receipts = registrations.map(({ reg, holder }) => {
    const salt = holderSaltOf(drawSecret, reg);
    return { salt: toHex(salt), entry: toHex(entryOf(salt, sale, holder)) };
  });
  const unjudged = {
    count: registrations.length,
    entries: Uint8Array.from(receipts.flatMap(({ entry }) => [...bytes(entry)])),
    weights: Uint8Array.from(registrations.map(({ weight }) => weight)),
  };
  const statuses = shareWithinGroups(unjudged, {
    groups: Uint32Array.from(registrations.map(({ group }) => registrations.findIndex((each) => each.group === group))),
    excluded: Uint8Array.from(registrations.map(({ excluded }) => (excluded ? 1 : 0))),
    perHousehold,
    charterHash,
  });
  const population = { ...unjudged, statuses };
  sortPopulation(population);
  const { lines, tiles } = freezePart(population, { drawSecret, saleId: sale });
  const commitment = commitmentTo(population, {
    charterHash,
    drawSecret,
    tiles,
    exclusions: [],
    withdrawn: 0,
    policyHash: "",
    modelVersion: "",
    round,
    frozenAtMs: 0,
  });
  const seed = drawSeed(randomnessOf(signature), { saleId: sale, round, root: bytes(commitment.root), charterHash });
  const keys = new DrawOrder(population, seed);
  keys.makeKeys(0, population.count);
  const order = keys.order();
  const mayBeCalled = (index: number) => statusAt(population, index) === "eligible";
  const { called, passed } = walkDown(order, { from: 0, wanted: units, mayBeCalled });
  const last = order[passed - 1];
  return {
    receipts,
    entries: Buffer.from(lines).toString(),
    root: commitment.root,
    seed: toHex(seed),
    cutoff: last === undefined ? "0".repeat(64) : toHex(keys.keyAt(last)),
    called: called.length,
    openings: openingLines(population, drawSecret, order.slice(0, passed)),
  };
}

function bytes(hex: string): Uint8Array {
  return fromHex(hex, hex.length / 2) ?? new Uint8Array();
}
