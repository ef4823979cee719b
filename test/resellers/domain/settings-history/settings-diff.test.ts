import { expect, it } from "vitest";
import { settingsDiff } from "../../../../src/resellers/domain/settings-history/settings-diff.ts";

const BEFORE = { thresholds: { flagFrom: 0.5, markUp: 1.25 }, words: { retail: ["shop", "store"] } };

it.each([
  ["nothing", BEFORE, []],
  ["the order of a list", { ...BEFORE, words: { retail: ["store", "shop"] } }, []],
  [
    "a number",
    { ...BEFORE, thresholds: { flagFrom: 0.6, markUp: 1.25 } },
    [{ path: "thresholds.flagFrom", before: "0.5", after: "0.6" }],
  ],
  [
    "a word for another",
    { ...BEFORE, words: { retail: ["shop", "bazar"] } },
    [
      { path: "words.retail: store", before: "listed", after: undefined },
      { path: "words.retail: bazar", before: undefined, after: "listed" },
    ],
  ],
  [
    "a member less",
    { words: BEFORE.words },
    [
      { path: "thresholds.flagFrom", before: "0.5", after: undefined },
      { path: "thresholds.markUp", before: "1.25", after: undefined },
    ],
  ],
])("settingsDiff names %s", (_, after, changes) => {
  expect(settingsDiff(BEFORE, after)).toEqual(changes);
});
