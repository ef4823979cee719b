import { describe, expect, it } from "vitest";
import { isRight, KIND_FAMILIES } from "../../../models/lab/eval-identity/kinds.ts";
import { finds, keysByStrength } from "../../../models/lab/eval-identity/labelled-address.ts";
import type { KindPair } from "../../../models/lab/identity-corpus/kinds/kind-family.ts";

describe("kinds of addresses in public bug reports", () => {
  it.each(KIND_FAMILIES)("$family: $must", ({ must, pairs }) => {
    expect(pairs.filter((pair) => !isRight(pair, must))).toEqual([]);
  });

  it.each(["house-ranges", "house-by-its-name", "slash-of-two-meanings", "streets-in-two-scripts", "floors-in-words"])(
    "%s: whoever comes second finds the first",
    (name) => {
      const pairs = KIND_FAMILIES.find(({ family }) => family === name)?.pairs ?? [];
      expect(pairs.length).toBeGreaterThan(0);
      const isOneWay = ({ a, b }: KindPair) => {
        const [first, second] = [keysByStrength(a).any, keysByStrength(b).any];
        return !finds(first, second) || !finds(second, first);
      };
      expect(pairs.filter(isOneWay)).toEqual([]);
    },
  );
});
