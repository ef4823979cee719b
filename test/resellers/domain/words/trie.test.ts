import { describe, expect, it } from "vitest";
import { Trie } from "../../../../src/resellers/domain/words/trie.ts";

const trie = new Trie(["shop", "shops", "sale", "online", "line", "on"]);

describe("Trie", () => {
  it.each([
    ["shopsale", ["shop", "sale"]],
    ["shops", ["shops"]],
    ["online", ["online"]],
    ["", []],
    ["shopx", undefined],
    ["xshop", undefined],
  ])("splits %j into %j, the fewest words first", (text, words) => {
    expect(trie.split(text)).toEqual(words);
  });

  it("finds every cut up to which a text is words, from either end", () => {
    expect(trie.prefixCuts("shopsalex").sort((a, b) => a - b)).toEqual([0, 4, 5, 8]);
    expect(trie.suffixCuts("xonline").sort((a, b) => a - b)).toEqual([1, 3, 7]);
  });

  it("finds all words that begin at a place", () => {
    expect(trie.endsFrom("shopsale", 0)).toEqual([4, 5]);
    expect(trie.endsFrom("shopsale", 1)).toEqual([]);
  });

  it("reads a long text of few words in no time to speak of", () => {
    expect(new Trie(["a", "aa", "aaa"]).prefixCuts("a".repeat(1_000)).length).toBe(1_001);
  });
});
