import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { globMatches } from "../../../../src/domain/rules/condition/glob.ts";

describe("globMatches", () => {
  it.each([
    ["", "", true],
    ["", "*", true],
    ["", "?", false],
    ["cod", "cod", true],
    ["cod", "co", false],
    ["cod", "c?d", true],
    ["cod", "*d", true],
    ["cod_later", "cod*", true],
    ["abcabd", "*abd", true],
    ["a.b", "a?b", true],
    ["a\nb", "a*b", true],
    ["a", "a**", true],
  ])("%j against %j is %s", (text, pattern, matches) => {
    expect(globMatches(text, pattern)).toBe(matches);
  });

  it("agrees with the regular expression of the same meaning", () => {
    const letters = fc.stringMatching(/^[ab]{0,8}$/);
    const patterns = fc.stringMatching(/^[ab*?]{0,6}$/);
    fc.assert(
      fc.property(letters, patterns, (text, pattern) => {
        const same = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        expect(globMatches(text, pattern)).toBe(same.test(text));
      }),
    );
  });
});
