import { expect, it } from "vitest";
import { clueValue } from "../../src/domain/clue-value.ts";

it.each([
  ["serial", " 86-5123/04-123456 ", "86512304123456"],
  ["serial", "SN: 8651ab04", "SN8651AB04"],
  ["serial", "８６５１２３", "865123"],
  ["serial", "12-34-5", undefined],
  ["serial", "", undefined],
  ["order", " ord_1 ", "ord_1"],
  ["order", "ORD_1", "ORD_1"],
  ["order", "  ", undefined],
] as const)("reads the %s %j as %j", (kind, text, value) => {
  expect(clueValue(kind, text)).toBe(value);
});
