import { describe, expect, it } from "vitest";
import { latinReading, lettersForDigits, shapeOf } from "../../../../src/resellers/domain/words/fold.ts";

describe("latinReading", () => {
  it.each([
    ["раураӏ", "paypai"],
    ["xíàömï", "xiaomi"],
    ["xiaoмi", "xiaomi"],
    ["plain", "plain"],
    ["小米", "小米"],
    ["शाओमी", "शाओमी"],
  ])("reads %s as %s", (text, latin) => {
    expect(latinReading(text)).toBe(latin);
  });
});

describe("lettersForDigits", () => {
  it("reads digits as the letters that people write them for", () => {
    expect(lettersForDigits("m0b1l3-5h4r7s-2689")).toBe("mobile-sharts-2689");
  });
});

describe("shapeOf", () => {
  it.each([
    ["xiaomi", "xiaorni"],
    ["wow", "vvovv"],
    ["paypal", "paypai"],
    ["cloud", "cioucl"],
    ["amazon", "arnaz0n"],
  ])("gives %s and %s one shape", (a, b) => {
    expect(shapeOf(a).text).toBe(shapeOf(b).text);
  });

  it("knows where its characters begin, so that half an m is not an n", () => {
    expect([...shapeOf("am").charAt]).toEqual([
      [0, 0],
      [1, 1],
      [3, 2],
    ]);
  });
});
