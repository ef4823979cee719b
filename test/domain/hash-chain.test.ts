import { assert, describe, expect, it } from "vitest";
import type { Json } from "../../src/domain/canonical-json.ts";
import { CHAIN_START, type ChainEntry, findChainFault, nextEntry } from "../../src/domain/hash-chain.ts";

function chainOf(...bodies: readonly Json[]): ChainEntry<Json>[] {
  const chain: ChainEntry<Json>[] = [];
  for (const body of bodies) chain.push(nextEntry(chain.at(-1), body));
  return chain;
}

const CHAIN = chainOf({ why: "one" }, { why: "two" }, { why: "three" });

/** The chain with its second entry changed. */
function withSecond(change: Partial<ChainEntry<Json>>): ChainEntry<Json>[] {
  return CHAIN.map((entry) => (entry.seq === 2 ? { ...entry, ...change } : entry));
}

describe("a hash chain", () => {
  it("holds as it was written, whatever the order of members", () => {
    expect(findChainFault(CHAIN)).toBeUndefined();
    const [first] = chainOf({ a: 1, b: 2 });
    assert(first);
    expect(findChainFault([{ ...first, body: { b: 2, a: 1 } }])).toBeUndefined();
  });

  it("begins with an entry that follows nothing", () => {
    expect(CHAIN[0]).toMatchObject({ seq: 1, previous: CHAIN_START });
    expect(findChainFault([])).toBeUndefined();
  });

  it("shows a body that was changed", () => {
    expect(findChainFault(withSecond({ body: { why: "2" } }))).toEqual({ seq: 2, kind: "altered" });
  });

  it("shows an entry that was written again, hash and all, by the one behind it", () => {
    const forged = nextEntry(CHAIN[0], { why: "2" });
    expect(findChainFault(withSecond(forged))).toEqual({ seq: 3, kind: "unlinked" });
  });

  it("shows an entry that was cut out or put in", () => {
    expect(findChainFault(CHAIN.filter(({ seq }) => seq !== 2))).toEqual({ seq: 3, kind: "gap" });
    expect(findChainFault([...CHAIN, ...CHAIN.slice(2)])).toEqual({ seq: 3, kind: "gap" });
  });
});
