import fc from "fast-check";
import { expect, it } from "vitest";
import { Room } from "../../../src/domain/draw/room.ts";
import { sortIndices } from "../../../src/domain/draw/sort-indices.ts";

const WORDS_MAX = 0xffff_ffff;
/** Words that agree often, also in all bits but the last. */
const word = fc.oneof(fc.integer({ min: 0, max: WORDS_MAX }), fc.constantFrom(0, 1, 2, 3, WORDS_MAX - 1, WORDS_MAX));

it("indices are put in the order of their words, and where these agree in that of the comparison", () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), fc.integer({ min: 0, max: 2 ** 25 }), (words, first) => {
      // Far indices leave so few bits to the words that those of neighbours agree.
      const wordOf = (index: number) => words[index - first] ?? 0;
      const compare = (a: number, b: number) => wordOf(a) - wordOf(b) || b - a;
      const indices = Uint32Array.from(words.keys(), (at) => first + at);
      sortIndices(indices, { wordOf, compare, room: new Room() });
      expect([...indices]).toEqual([...words.keys()].map((at) => first + at).sort(compare));
    }),
  );
});
