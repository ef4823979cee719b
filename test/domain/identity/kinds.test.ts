import { describe, expect, it } from "vitest";
import { isRight, KIND_FAMILIES } from "../../../models/lab/eval-identity/kinds.ts";

describe("kinds of addresses in public bug reports", () => {
  it.each(KIND_FAMILIES)("$family: $must", ({ must, pairs }) => {
    expect(pairs.filter((pair) => !isRight(pair, must))).toEqual([]);
  });
});
