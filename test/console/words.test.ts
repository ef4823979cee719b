import { describe, expect, it } from "vitest";
import { momentWords } from "../../src/console/words/moment.ts";

const AT_MS = Date.UTC(2026, 10, 30, 20, 33, 41);

describe("a moment", () => {
  it.each([
    ["full", "30 Nov 2026, 20:33:41 UTC"],
    ["day", "30 November 2026"],
    ["clock", "20:33:41 UTC"],
    ["bare", "30 Nov, 20:33:41"],
  ] as const)("is written %s", (style, words) => {
    expect(momentWords(AT_MS, style)).toBe(words);
  });

  it("is written in another zone with that zone's day and name", () => {
    expect(momentWords(AT_MS, "full", "Asia/Kolkata")).toBe("1 Dec 2026, 02:03:41 GMT+5:30");
  });
});
