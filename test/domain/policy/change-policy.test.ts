import { assert, describe, expect, it } from "vitest";
import { type ChainEntry, nextEntry } from "../../../src/domain/hash-chain.ts";
import { changePolicy, type PolicyCommand } from "../../../src/domain/policy/change-policy.ts";
import type { PolicyEvent, ReplaySummary } from "../../../src/domain/policy/policy-event.ts";
import { policyState } from "../../../src/domain/policy/policy-state.ts";

const ANA = { sub: "ana", email: "ana@example.com" };
const BEN = { sub: "ben", email: "ben@example.com" };
const TERMS = { nowMs: 1_000, shippedHash: "shipped", newlyDeniedShareMax: 0.01 };
const NONE = { allow: 0, challenge: 0, review: 0, deny: 0 };
/** A replay of a hundred decisions of which one is newly denied: as many as one person may. */
const REPLAY: NonNullable<ReplaySummary> = {
  decisions: 100,
  newlyDenied: 1,
  newlyDeniedShare: 0.01,
  noLongerDenied: 0,
  before: { ...NONE, allow: 100 },
  after: { ...NONE, allow: 99, deny: 1 },
};
const PUBLISH = {
  kind: "publish",
  by: ANA,
  why: "test",
  hash: "a",
  against: "shipped",
  effect: REPLAY,
  breakGlass: false,
} as const;

/** A history that grows by what is allowed. */
function policyDesk() {
  const history: ChainEntry<PolicyEvent>[] = [];
  const state = () => policyState(history, "shipped");
  return {
    history,
    state,
    run(command: PolicyCommand) {
      const changed = changePolicy(state(), command, TERMS);
      if (changed.ok) history.push(nextEntry(history.at(-1), changed.value));
      return changed.ok ? changed.value.kind : changed.error.kind;
    },
    publish(hash: string) {
      return this.run({ ...PUBLISH, hash, against: state().liveHash });
    },
  };
}

describe("publishing", () => {
  it("makes a policy live where its replay denies no more than the share", () => {
    const desk = policyDesk();
    expect(desk.run(PUBLISH)).toBe("published");
    expect(desk.state().liveHash).toBe("a");
  });

  it.each([
    ["its replay denies more than the share", { ...REPLAY, newlyDeniedShare: 0.0101 }, "denies-more"],
    ["there was nothing to replay", null, "no-replay"],
    ["the replay was of no decision", { ...REPLAY, decisions: 0 }, "no-replay"],
  ])("waits for a second person where %s", (_, replay, need) => {
    const desk = policyDesk();
    expect(desk.run({ ...PUBLISH, effect: replay })).toBe("proposed");
    expect(desk.state()).toMatchObject({ liveHash: "shipped", proposals: [{ id: 1, hash: "a", needs: [need] }] });
  });

  it("breaks glass alone, and says so only where it was needed", () => {
    const changed = (replay: ReplaySummary) =>
      changePolicy(policyDesk().state(), { ...PUBLISH, effect: replay, breakGlass: true }, TERMS);
    expect(changed(null)).toMatchObject({ value: { kind: "published", breakGlass: true } });
    expect(changed(REPLAY)).toMatchObject({ value: { kind: "published", breakGlass: false } });
  });

  it("refuses what is live already, and what was replayed against a policy that is live no more", () => {
    const desk = policyDesk();
    desk.publish("a");
    expect(desk.run({ ...PUBLISH, against: "a" })).toBe("already-live");
    expect(desk.run({ ...PUBLISH, hash: "b" })).toBe("changed-meanwhile");
  });
});

describe("a proposal", () => {
  const waiting = () => {
    const desk = policyDesk();
    desk.run({ ...PUBLISH, effect: null });
    return desk;
  };
  const decide = { proposal: 1, why: "I looked at it" };

  it("goes live by another person, under the name of both", () => {
    const desk = waiting();
    const approved = changePolicy(desk.state(), { kind: "approve", by: BEN, ...decide }, TERMS);
    assert(approved.ok);
    expect(approved.value).toMatchObject({
      by: ANA,
      hash: "a",
      previous: "shipped",
      approval: { proposal: 1, by: BEN, why: "I looked at it" },
    });
    expect(desk.run({ kind: "approve", by: BEN, ...decide })).toBe("published");
    expect(desk.state()).toMatchObject({ liveHash: "a", proposals: [] });
  });

  it("is not approved by whoever proposed it, under another address either", () => {
    const by = { sub: ANA.sub, email: "other@example.com" };
    expect(waiting().run({ kind: "approve", by, ...decide })).toBe("second-person-needed");
  });

  it("can be withdrawn, once", () => {
    const desk = waiting();
    expect(desk.run({ kind: "withdraw", by: ANA, ...decide })).toBe("withdrawn");
    expect(desk.run({ kind: "withdraw", by: ANA, ...decide })).toBe("proposal-unknown");
    expect(desk.run({ kind: "approve", by: BEN, ...decide })).toBe("proposal-unknown");
  });

  it("ends when another policy goes live", () => {
    const desk = waiting();
    desk.publish("b");
    expect(desk.run({ kind: "approve", by: BEN, ...decide })).toBe("proposal-unknown");
  });

  it("is replaced by a newer one for the same policy", () => {
    const desk = waiting();
    desk.run({ ...PUBLISH, effect: null });
    expect(desk.state().proposals.map(({ id }) => id)).toEqual([2]);
  });
});

describe("rolling back", () => {
  const back = (to?: string): PolicyCommand => ({ kind: "roll-back", by: ANA, why: "test", to });

  it("goes back step by step, to the shipped policy", () => {
    const desk = policyDesk();
    for (const hash of ["a", "b"]) desk.publish(hash);
    expect(desk.run(back())).toBe("rolled-back");
    expect(desk.state().liveHash).toBe("a");
    desk.run(back());
    expect(desk.state().liveHash).toBe("shipped");
    expect(desk.run(back())).toBe("nothing-to-roll-back");
  });

  it("goes to any policy that was live, also to one that was rolled back", () => {
    const desk = policyDesk();
    for (const hash of ["a", "b"]) desk.publish(hash);
    desk.run(back("shipped"));
    expect(desk.run(back("b"))).toBe("rolled-back");
    expect(desk.run(back("b"))).toBe("already-live");
    expect(desk.run(back("c"))).toBe("policy-never-live");
  });

  it("follows the bundle again once no published policy is left, and stays where it was sent before", () => {
    const desk = policyDesk();
    desk.publish("a");
    desk.run(back());
    expect(policyState(desk.history, "shipped later").liveHash).toBe("shipped later");
    desk.publish("b");
    desk.publish("c");
    desk.run(back("b"));
    expect(policyState(desk.history, "shipped later").liveHash).toBe("b");
  });

  it("needs no second person and ends what waits", () => {
    const desk = policyDesk();
    desk.publish("a");
    desk.run({ ...PUBLISH, hash: "b", against: "a", effect: null });
    desk.run(back());
    expect(desk.state()).toMatchObject({ liveHash: "shipped", proposals: [] });
  });
});
