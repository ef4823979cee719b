import { describe, expect, it } from "vitest";
import { type ChainEntry, nextEntry } from "../../../src/domain/hash-chain.ts";
import type { PolicyEvent } from "../../../src/domain/policy/policy-event.ts";
import { endedProposals } from "../../../src/domain/policy/policy-state.ts";

const ACT = { by: { sub: "ana", email: "ana@example.com" }, atMs: 0, why: "for this test" };
const proposed = (hash: string): PolicyEvent => ({ kind: "proposed", ...ACT, hash, effect: null, needs: [] });
const published = (hash: string): PolicyEvent => ({
  kind: "published",
  ...ACT,
  hash,
  previous: "before",
  effect: null,
  breakGlass: false,
  approval: null,
});
const ROLLED_BACK: PolicyEvent = { kind: "rolled-back", ...ACT, hash: "before", previous: "live", shipped: false };

function endedOf(...events: PolicyEvent[]) {
  const history: ChainEntry<PolicyEvent>[] = [];
  for (const event of events) history.push(nextEntry(history.at(-1), event));
  return Object.fromEntries(endedProposals(history, "shipped"));
}

describe("endedProposals", () => {
  it("names every proposal that waited while another policy went live", () => {
    expect(endedOf(proposed("a"), proposed("b"), published("live"))).toEqual({ 3: [1, 2] });
    expect(endedOf(proposed("a"), ROLLED_BACK)).toEqual({ 2: [1] });
  });

  it("leaves out what went live itself, what was withdrawn, and what was proposed anew", () => {
    expect(endedOf(proposed("a"), published("a"))).toEqual({});
    expect(endedOf(proposed("a"), { kind: "withdrawn", ...ACT, proposal: 1 }, published("live"))).toEqual({});
    expect(endedOf(proposed("a"), proposed("a"), published("live"))).toEqual({ 3: [2] });
  });

  it("names each once", () => {
    expect(endedOf(proposed("a"), published("live"), published("other"))).toEqual({ 2: [1] });
  });
});
