import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../../../src/domain/draw/bytes.ts";
import {
  inclusionProof,
  isIncluded,
  leafHash,
  nodeHash,
  rootOf,
  TreeRoot,
} from "../../../src/domain/draw/merkle-tree.ts";

/** The leaves and roots of the reference implementation of RFC 6962. */
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS: readonly (readonly [number, string])[] = [
  [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  [1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
  [2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
  [3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"],
  [5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"],
  [8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
];
const leaves = LEAVES.map((hex) => leafHash(Buffer.from(hex, "hex")));

describe("the tree", () => {
  it.each(ROOTS)("has the root of RFC 6962 over %i leaves", (count, root) => {
    expect(toHex(rootOf(leaves.slice(0, count)))).toBe(root);
  });

  it("has the same root over whole tiles, whose last has fewer leaves", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.constantFrom(1, 2, 4, 8, 16), (count, size) => {
        const hashes = Array.from({ length: count }, (_, at) => leafHash(Uint8Array.of(at)));
        const tiles = new TreeRoot();
        for (let at = 0; at < count; at += size) tiles.add(rootOf(hashes.slice(at, at + size)));
        expect(toHex(tiles.root())).toBe(toHex(rootOf(hashes)));
      }),
    );
  });

  it("proves every leaf at its place, and at no other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), (count, one, other) => {
        const hashes = Array.from({ length: count }, (_, at) => leafHash(Uint8Array.of(at)));
        const [index, wrong] = [one % count, other % count];
        const [root, leaf, proof] = [rootOf(hashes), leafHash(Uint8Array.of(index)), inclusionProof(hashes, index)];
        expect(isIncluded(root, leaf, { index, count, proof })).toBe(true);
        expect(isIncluded(root, leaf, { index: wrong, count, proof })).toBe(wrong === index);
        expect(isIncluded(root, leaf, { index, count, proof: proof.slice(1) })).toBe(count === 1);
        expect(isIncluded(root, leaf, { index, count, proof: [...proof, root] })).toBe(false);
      }),
    );
  });

  it("takes no node for a leaf", () => {
    const [a, b, c, d] = leaves;
    if (a === undefined || b === undefined || c === undefined || d === undefined)
      throw new TypeError("Too few leaves.");
    const [left, right] = [nodeHash(a, b), nodeHash(c, d)];
    expect(rootOf([a, b, c, d])).toEqual(nodeHash(left, right));
    expect(
      isIncluded(rootOf([a, b, c, d]), leafHash(Buffer.concat([a, b])), { index: 0, count: 2, proof: [right] }),
    ).toBe(false);
  });
});
