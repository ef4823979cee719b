import { expect, it } from "vitest";
import { mergeGroups } from "../../../../src/resellers/domain/case/merge-groups.ts";

it.each<[string, [string, string][], [string, string][]]>([
  ["nothing", [], []],
  ["a pair, whichever way round", [["b", "a"]], [["b", "a"]]],
  ["a group with itself", [["a", "a"]], []],
  [
    "groups over others",
    [
      ["d", "c"],
      ["b", "a"],
      ["c", "b"],
    ],
    [
      ["b", "a"],
      ["c", "a"],
      ["d", "a"],
    ],
  ],
  [
    "a ring",
    [
      ["a", "b"],
      ["b", "c"],
      ["c", "a"],
    ],
    [
      ["b", "a"],
      ["c", "a"],
    ],
  ],
])("mergeGroups joins %s under the smallest name", (_, links, merged) => {
  expect([...mergeGroups(links)].sort()).toEqual(merged);
});
