import { describe, expect, it } from "vitest";
import { parseResellerSettings } from "../../../src/resellers/domain/settings.ts";
import { SETTINGS_TEXT } from "./shipped.ts";

function problemsAfter(from: string, to: string) {
  const settings = parseResellerSettings(SETTINGS_TEXT.replace(from, to));
  return settings.ok ? [] : settings.error;
}

const LINE_OF = (text: string) => SETTINGS_TEXT.slice(0, SETTINGS_TEXT.indexOf(text)).split("\n").length;

describe("rules/resellers.yaml", () => {
  it("is valid as it is shipped", () => {
    expect(problemsAfter("", "")).toEqual([]);
  });

  it.each([
    ["flagFrom: 0.5", "flagFrom: 1.5", "thresholds.flagFrom"],
    ["slope: 1", "slope: 0", "calibration.slope"],
    ["markUpRatioMin: 1.25", "markUpRatioMin: 1", "thresholds.markUpRatioMin"],
    ["distinctive: 5", "distinctive: heavy", "weights.brand-name.distinctive"],
    ["distinctive: 5", "distinctive: 50", "weights.brand-name.distinctive"],
  ])("refuses %s as %s at its line", (from, to, path) => {
    expect(problemsAfter(from, to)).toMatchObject([{ line: LINE_OF(from), path }]);
  });

  it("points at an unknown sign by its key", () => {
    expect(problemsAfter("mark-up: 2", "mark-up: 2\n    free: 1")).toMatchObject([
      { line: LINE_OF("mark-up: 2") + 1, column: 5, path: "weights.price.free", message: 'unknown key "free"' },
    ]);
  });

  it("misses a sign that has no weight", () => {
    expect(problemsAfter("    mark-up: 2\n", "")).toMatchObject([
      { line: LINE_OF("  price:"), path: "weights.price.mark-up" },
    ]);
  });

  it("reports all problems at once, in the order of the file", () => {
    const both = SETTINGS_TEXT.replace("slope: 1", "slope: 0").replace("payee: 4", "payee: 40");
    expect(parseResellerSettings(both)).toMatchObject({
      error: [{ path: "calibration.slope" }, { path: "weights.shared-contact.payee" }],
    });
  });

  it.each([
    ["slope: 1", "slope: [1"],
    ["slope: 1", "slope: 1\n  slope: 2"],
    ["slope: 1", "slope: &a 1\n  more: *a"],
  ])("refuses %j as %j with a line", (from, to) => {
    expect(problemsAfter(from, to).every(({ line }) => line >= 1)).toBe(true);
    expect(problemsAfter(from, to).length).toBeGreaterThan(0);
  });

  it("refuses a word with capitals, whose folded form would never be found", () => {
    expect(problemsAfter("[bargain,", "[Bargain,")).toMatchObject([{ path: "words.retail.en.0" }]);
  });
});
