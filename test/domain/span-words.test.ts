import fc from "fast-check";
import { expect, it } from "vitest";
import { spanWords } from "../../src/domain/span-words.ts";

const SECONDS: { readonly [unit: string]: number } = { day: 86_400, hour: 3600, minute: 60, second: 1 };

/** The seconds that a reader takes the words for. */
function heard(words: string): number {
  const parts = [...words.matchAll(/(\d+) (day|hour|minute|second)s?\b/g)];
  return parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (SECONDS[unit] ?? Number.NaN), 0);
}

it.each([
  [1, "1 second"],
  [45, "45 seconds"],
  [60, "1 minute"],
  [90, "1 minute 30 seconds"],
  [300, "5 minutes"],
  [5400, "1 hour 30 minutes"],
  [7200, "2 hours"],
  [172_800, "2 days"],
])("%i seconds are %s", (seconds, words) => {
  expect(spanWords(seconds)).toBe(words);
});

it("promises neither more nor less than there is", () => {
  fc.assert(
    fc.property(fc.nat({ max: 400_000 }), (seconds) => {
      expect(heard(spanWords(seconds))).toBe(seconds);
    }),
  );
});
