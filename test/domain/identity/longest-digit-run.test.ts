import { expect, it } from "vitest";
import { longestDigitRun } from "../../../src/domain/identity/longest-digit-run.ts";

it.each([
  ["9999999999", 10],
  ["9876543210", 10],
  ["9812345678", 8],
  ["9811223344", 2],
  ["9800012399", 4],
  ["24680", 1],
  ["", 0],
])("finds in %s a run of %i", (number, run) => {
  expect(longestDigitRun(number)).toBe(run);
});
