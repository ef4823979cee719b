import { describe, expect, it } from "vitest";
import { findRoot, membersOf } from "../../../../src/domain/identity/cluster/forest.ts";
import { COMPARED_MAX, linkMemberChanges } from "../../../../src/domain/identity/cluster/link-member.ts";
import {
  type Asking,
  readNeighbourhood,
  recordHoldEnd,
  recordNeighbourhood,
} from "../../../../src/domain/identity/cluster/neighbourhood.ts";
import { traitsOf } from "../../../../src/domain/identity/cluster/trait.ts";
import { mapSaleStore } from "../../../../src/domain/sale/map-store.ts";
import { createRandom } from "../../../rig/shared/random.ts";

const NOW_MS = 1_800_000_000_000;

function asking(account: string, device: string, payment?: string): Asking {
  const traits = traitsOf({ account, device, payment }, { emailVerified: true, phoneVerified: true });
  return { account, traits, isNew: false };
}

/** A sale whose accounts come one after another; `hold` says how many units each then holds. */
function sale() {
  const store = mapSaleStore();
  const linksOf = ({ traits }: Asking) => traits.map(({ link }) => link);
  const look = (who: Asking) => readNeighbourhood(store, who, store.readLinks(linksOf(who), who.account));
  return {
    store,
    look,
    come(who: Asking, heldUnits = 0) {
      const neighbourhood = look(who);
      const links = linksOf(who);
      store.writeLinkMembers(linkMemberChanges(links, store.readLinks(links, who.account), { ...who, heldUnits }));
      recordNeighbourhood(store, neighbourhood, { nowMs: NOW_MS, heldUnits });
      return neighbourhood;
    },
  };
}

describe("the cluster of an account", () => {
  it("is itself alone where it shares nothing", () => {
    const { attempted, held } = sale().come(asking("ann", "d1"));
    expect([attempted.sums.accounts, held.sums.accounts, held.sums.units]).toEqual([1, 1, 0]);
  });

  it("is known at its first checkout, before anything of it is written", () => {
    const { store, look, come } = sale();
    come(asking("ann", "d1"), 2);
    const before = store.dump();
    const { attempted, held } = look(asking("bob", "d1"));
    expect(store.dump()).toEqual(before);
    expect([attempted.sums.accounts, held.sums.accounts, held.sums.units]).toEqual([2, 2, 2]);
  });

  it("by attempts alone never reaches the grade of claims", () => {
    const { come } = sale();
    come(asking("stranger", "victims-device"));
    const { attempted, held } = come(asking("victim", "victims-device"), 1);
    expect([attempted.sums.accounts, held.sums.accounts]).toEqual([2, 1]);
  });

  it("grows along a chain in which no two neighbours share the same thing", () => {
    const { store, come } = sale();
    come(asking("ann", "d1", "p1"), 1);
    come(asking("bob", "d2", "p2"), 1);
    come(asking("eve", "d2", "p1"), 1);
    expect(findRoot(store, "held", "ann")?.account).toBe(findRoot(store, "held", "bob")?.account);
    const { held } = come(asking("zoe", "d1", "p9"));
    expect([held.sums.accounts, held.sums.units]).toEqual([4, 3]);
  });

  it("says who belongs together with whom, by what and since when", () => {
    const { store, come } = sale();
    come(asking("ann", "d1", "p1"));
    come(asking("bob", "d1", "p2"));
    come(asking("eve", "d3", "p2"));
    come(asking("zoe", "d4", "p4"));
    const members = membersOf(store, "attempted", "eve", 10);
    expect(members.map(({ account }) => account).sort()).toEqual(["ann", "bob", "eve"]);
    expect(members.flatMap(({ joined }) => (joined === undefined ? [] : [joined]))).toEqual([
      { parent: "ann", atMs: NOW_MS, between: ["bob", "ann"], kinds: ["device"], weight: 1 },
      { parent: "ann", atMs: NOW_MS, between: ["eve", "bob"], kinds: ["payment"], weight: 1 },
    ]);
    expect(membersOf(store, "attempted", "nobody", 10)).toEqual([]);
    expect(membersOf(store, "attempted", "eve", 2)).toHaveLength(2);
  });

  it("is written once: the same checkout again changes nothing", () => {
    const { store, come } = sale();
    come(asking("ann", "d1"));
    come(asking("bob", "d1"));
    const before = store.dump();
    come(asking("bob", "d1"));
    expect(store.dump()).toEqual(before);
  });

  it("is looked for among few of many members, half of them kept for those that hold, whoever came before", () => {
    const { store, come } = sale();
    const compared = () => store.readLinks(["device:d1"], "").get("device:d1")?.compared;
    for (let n = 0; n < COMPARED_MAX; n++) come(asking(`tries-${n}`, "d1"));
    expect(compared()).toHaveLength(COMPARED_MAX / 2);
    for (let n = 0; n < COMPARED_MAX; n++) come(asking(`holds-${n}`, "d1"), 1);
    expect(compared()).toHaveLength(COMPARED_MAX);
  });
});

describe("what a cluster did together", () => {
  it("counts paid and unpaid holds of all its accounts, and the units that stay", () => {
    const { store, look, come } = sale();
    come(asking("ann", "d1"), 1);
    come(asking("bob", "d1"), 2);
    recordHoldEnd(store, { account: "ann", quantity: 1 }, { how: "paid", nowMs: NOW_MS + 1 });
    recordHoldEnd(store, { account: "bob", quantity: 2 }, { how: "unpaid", nowMs: NOW_MS + 2 });
    const { sums } = look(asking("eve", "d1")).held;
    expect(sums).toMatchObject({ accounts: 3, units: 1, paidHolds: 1, unpaidHolds: 1, lastUnpaidAtMs: NOW_MS + 2 });
  });

  it("says nothing of an account that never held", () => {
    const { store, come } = sale();
    come(asking("ann", "d1"));
    const before = store.dump();
    recordHoldEnd(store, { account: "ann", quantity: 1 }, { how: "unpaid", nowMs: NOW_MS });
    expect(store.dump()).toEqual(before);
  });
});

describe("clusters made step by step", () => {
  it("are those that a union over all shared things gives, and their sums those of their accounts", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { uniform } = createRandom(seed);
      const draw = (n: number) => Math.floor(uniform() * n);
      const { store, come } = sale();
      const groups: Set<string>[] = [];
      const seen = new Map<string, number>();
      for (let n = 0; n < 60; n++) {
        const names = [`d${draw(40)}`, `p${draw(40)}`] as const;
        // A thing that a sixth account brings begins to lose weight, and the comparison would need the same damping.
        if (names.some((name) => (seen.get(name) ?? 0) >= 6)) continue;
        for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1);
        come(asking(`a${n}`, names[0], names[1]), 1);
        const things = new Set<string>([`a${n}`, ...names]);
        const touching = groups.filter((group) => names.some((name) => group.has(name)));
        for (const group of touching) {
          groups.splice(groups.indexOf(group), 1);
          for (const thing of group) things.add(thing);
        }
        groups.push(things);
      }
      for (const group of groups) {
        const accounts = [...group].filter((thing) => thing.startsWith("a"));
        const roots = new Set(accounts.map((account) => findRoot(store, "held", account)?.account));
        expect(roots.size).toBe(1);
        const root = findRoot(store, "held", accounts[0] ?? "");
        expect(root?.sums).toMatchObject({ accounts: accounts.length, units: accounts.length });
      }
    }
  });
});
