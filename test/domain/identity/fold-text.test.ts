import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText } from "../../../src/domain/identity/fold-text.ts";

describe("foldText", () => {
  it.each([
    ["12 North Street", "12 north street", 0],
    ["１２ Ｎｏｒｔｈ", "12 north", 5],
    ["𝐍𝐨𝐫𝐭𝐡 𝟙𝟚", "north 12", 7],
    ["N\u200borth", "north", 1],
    ["Nоrth Strееt", "north street", 2],
    ["Straße, Łódź, Århus", "strasse, lodz, arhus", 0],
    ["१२ मार्ग", "12 मार्ग", 0],
    ["улица Роса", "улица poca", 0],
    ["СОСНА", "сосна", 0],
    ["16½", "16 1⁄2", 0],
    ["4²", "4 2", 0],
  ])("reads %j as %j", (given, text, disguises) => {
    expect(foldText(given)).toEqual({ text, disguises });
  });

  it("gives every decimal digit of every script its value", () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const letter = String.fromCodePoint(code);
      if (!/\p{Nd}/u.test(letter)) continue;
      let zero = code;
      while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
      if (foldText(letter).text !== String((code - zero) % 10)) wrong.push(letter);
    }
    expect(wrong).toEqual([]);
  });

  it("folds nothing more the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (given) => {
        const { text } = foldText(given);
        expect(foldText(text).text).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("is total on broken text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (given) => typeof foldText(given).text === "string"));
  });
});
