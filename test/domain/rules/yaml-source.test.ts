import { describe, expect, it } from "vitest";
import { YamlSource } from "../../../src/domain/rules/yaml-source.ts";
import { allAtOnce } from "../../../src/domain/sliced.ts";

const SOURCE = allAtOnce(
  YamlSource.read(`plain: alpha beta
quoted: "say \\"alpha\\" beta"
single: 'alpha beta'
folded: >-
  alpha
  beta
    gamma
literal: |
  alpha
  beta
list:
  - one: 1
    two: 2
`),
);

/** Where a word of a field's value stands in the file. */
function placeOf(field: string, word: string) {
  const value = SOURCE.value;
  const text = typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined;
  return SOURCE.positionInText([field], String(text).indexOf(word));
}

describe("the place of a word", () => {
  it.each([
    ["plain", "beta", { line: 1, column: 14 }],
    ["quoted", "alpha", { line: 2, column: 16 }],
    ["quoted", "beta", { line: 2, column: 24 }],
    ["single", "beta", { line: 3, column: 16 }],
    ["folded", "alpha", { line: 5, column: 3 }],
    ["folded", "beta", { line: 6, column: 3 }],
    ["folded", "gamma", { line: 7, column: 5 }],
    ["literal", "beta", { line: 10, column: 3 }],
  ])("in a %s text: %s", (field, word, place) => {
    expect(placeOf(field, word)).toEqual(place);
  });
});

describe("the place of a value", () => {
  it("is where it begins", () => {
    expect(SOURCE.positionOf(["list", 0, "two"])).toEqual({ line: 13, column: 10 });
  });

  it("is that of the value around it where it is not written", () => {
    expect(SOURCE.positionOf(["list", 0, "three"])).toEqual({ line: 12, column: 5 });
  });

  it("is that of its name where the name is meant", () => {
    expect(SOURCE.positionOfName(["list", 0], "two")).toEqual({ line: 13, column: 5 });
  });
});
