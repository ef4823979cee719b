import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/domain/canonical-json.ts";

describe("canonicalJson", () => {
  it("sorts members by code units and drops undefined ones", () => {
    expect(canonicalJson({ b: 1, a: [true, null, "x"], é: undefined, A: {} })).toBe(
      '{"A":{},"a":[true,null,"x"],"b":1}',
    );
  });

  it("writes numbers as ECMAScript does, as RFC 8785 asks", () => {
    expect(canonicalJson([1 / 3, 1e30, 4.5, 2e-3, 0.000000000000000000000000001])).toBe(
      "[0.3333333333333333,1e+30,4.5,0.002,1e-27]",
    );
  });
});
