import { describe, expect, it } from "vitest";
import type { CutChange } from "../../../../src/domain/identity/cluster/cluster-store.ts";
import { applyCut, pairOf } from "../../../../src/domain/identity/cluster/cut.ts";
import { findRoot, membersOf } from "../../../../src/domain/identity/cluster/forest.ts";
import { linkMemberChanges } from "../../../../src/domain/identity/cluster/link-member.ts";
import {
  readNeighbourhood,
  recordHoldEnd,
  recordNeighbourhood,
} from "../../../../src/domain/identity/cluster/neighbourhood.ts";
import { traitsOf } from "../../../../src/domain/identity/cluster/trait.ts";
import { type MapSaleStore, mapSaleStore } from "../../../../src/domain/sale/map-store.ts";
import { HOLD } from "../../sale/fixtures.ts";

type Comer = {
  readonly account: string;
  readonly device?: string;
  readonly payment?: string;
  readonly heldUnits?: number;
  readonly createdHour?: number;
};

/** A sale to which accounts come one after the other, a millisecond apart. */
function sale(...comers: readonly Comer[]) {
  const store = mapSaleStore();
  const known = new Set<string>();
  let nowMs = 0;
  const come = ({ account, device, payment, heldUnits = 0, createdHour }: Comer): void => {
    nowMs += 1;
    const traits = traitsOf({ account, device, payment }, { emailVerified: false, phoneVerified: false });
    const links = traits.map(({ link }) => link);
    const members = store.readLinks(links, account);
    const asking = { account, traits, createdHour, isNew: !known.has(account) };
    recordNeighbourhood(store, readNeighbourhood(store, asking, members), { nowMs, heldUnits });
    store.writeLinkMembers(linkMemberChanges(links, members, { account, traits, createdHour, heldUnits }));
    if (heldUnits > 0) {
      const holdId = `hold_${nowMs}`;
      store.writeHold({ ...HOLD, holdId, account, links, quantity: heldUnits, createdAtMs: nowMs });
    }
    known.add(account);
  };
  for (const comer of comers) come(comer);
  return { store, come };
}

const cut = (one: string, other: string, seq = 1): CutChange => ({ ...pairOf(one, other), seq, inForce: true });
const joined = (one: string, other: string, seq = 2): CutChange => ({ ...pairOf(one, other), seq, inForce: false });

/** The accounts that an account belongs together with, itself included, in the order of their names. */
function together(store: MapSaleStore, account: string, grade: "attempted" | "held" = "attempted"): string {
  const members = membersOf(store, grade, account, 100).map((member) => member.account);
  return (members.length === 0 ? [account] : members).toSorted().join(" ");
}

const a: Comer = { account: "a", device: "phone", createdHour: 100 };
const b: Comer = { account: "b", device: "phone", createdHour: 200 };
const c: Comer = { account: "c", device: "phone", createdHour: 300 };

describe("cutting a link", () => {
  it("takes the two accounts apart and counts both sides anew", () => {
    const { store } = sale({ ...a, heldUnits: 2 }, { ...b, heldUnits: 1 });
    expect(findRoot(store, "held", "a")?.sums).toMatchObject({ accounts: 2, units: 3 });
    applyCut(store, cut("b", "a"));
    for (const grade of ["attempted", "held"] as const) {
      expect([together(store, "a", grade), together(store, "b", grade)]).toEqual(["a", "b"]);
    }
    expect(findRoot(store, "held", "a")?.sums).toMatchObject({ accounts: 1, units: 2, createdFromHour: 100 });
    expect(findRoot(store, "held", "b")?.sums).toMatchObject({ accounts: 1, units: 1, createdToHour: 200 });
  });

  it("leaves every other account on the side that its own reasons put it on", () => {
    const { store } = sale(
      { account: "a", device: "one" },
      { account: "b", device: "one", payment: "two" },
      { account: "c", payment: "two", device: "three" },
      { account: "d", device: "three" },
    );
    expect(together(store, "a")).toBe("a b c d");
    applyCut(store, cut("b", "c"));
    expect([together(store, "a"), together(store, "d")]).toEqual(["a b", "c d"]);
    expect(findRoot(store, "attempted", "a")?.sums.accounts).toBe(2);
    expect(findRoot(store, "attempted", "d")?.sums.accounts).toBe(2);
  });

  it("of accounts that others lead to gives up the weakest reason on the way", () => {
    const { store } = sale(
      { account: "a", device: "one", payment: "two" },
      { account: "b", device: "one", payment: "two" },
      { account: "c", device: "three" },
      { account: "b", device: "three" },
    );
    expect(together(store, "a")).toBe("a b c");
    applyCut(store, cut("a", "c"));
    expect([together(store, "a"), together(store, "c")]).toEqual(["a b", "c"]);
  });

  it("is remembered: whatever the two share later, and whoever stands between them, they stay apart", () => {
    const { store, come } = sale(a, b);
    applyCut(store, cut("a", "b"));
    come(b);
    come({ ...b, payment: "card" });
    come({ ...a, payment: "card" });
    expect(together(store, "a")).toBe("a");
    come(c);
    const apart = [together(store, "a"), together(store, "b")];
    expect(apart).toSatisfy(([one, two]) => (one === "a c" && two === "b") || (one === "a" && two === "b c"));
  });

  it("counts nobody of the other side in what a checkout is judged by", () => {
    const { store } = sale({ ...a, heldUnits: 1 }, b);
    applyCut(store, cut("a", "b"));
    const traits = traitsOf({ account: "b", device: "phone" }, { emailVerified: false, phoneVerified: false });
    const known = store.readLinks(["device:phone"], "b");
    const { attempted, held } = readNeighbourhood(store, { account: "b", traits, isNew: false }, known);
    expect([attempted.sums.accounts, held.sums.accounts, held.sums.units]).toEqual([1, 1, 0]);
  });

  it("keeps apart accounts that had not met yet", () => {
    const { store, come } = sale(a);
    applyCut(store, cut("a", "b"));
    come(b);
    expect(together(store, "b")).toBe("b");
    come(c);
    expect(together(store, "c")).toBe("a c");
  });

  it("keeps how holds ended on the side that they belong to", () => {
    const { store } = sale({ ...a, heldUnits: 1 }, { ...b, heldUnits: 1 });
    const held = { account: "b", quantity: 1 };
    const hold = store.findHold("hold_2");
    if (hold === undefined) throw new TypeError("the second account held");
    store.writeHold({ ...hold, state: "expired", endedAtMs: 50 });
    recordHoldEnd(store, held, { how: "unpaid", nowMs: 50 });
    applyCut(store, cut("a", "b"));
    expect(findRoot(store, "held", "a")?.sums).toMatchObject({ units: 1, unpaidHolds: 0 });
    expect(findRoot(store, "held", "b")?.sums).toMatchObject({ units: 0, unpaidHolds: 1, lastUnpaidAtMs: 50 });
  });
});

describe("taking a cut back", () => {
  it("joins the two again, by the reason and of the moment that they had", () => {
    const { store } = sale({ ...a, heldUnits: 2 }, { ...b, heldUnits: 1 });
    const before = membersOf(store, "held", "a", 100).flatMap((member) => member.joined ?? []);
    const sums = findRoot(store, "held", "a")?.sums;
    applyCut(store, cut("a", "b"));
    applyCut(store, joined("a", "b"));
    expect(together(store, "a")).toBe("a b");
    const after = membersOf(store, "held", "a", 100).flatMap((member) => member.joined ?? []);
    expect(after.map(({ atMs, kinds, weight }) => ({ atMs, kinds, weight }))).toEqual(
      before.map(({ atMs, kinds, weight }) => ({ atMs, kinds, weight })),
    );
    expect(findRoot(store, "held", "a")?.sums).toEqual(sums);
  });

  it("lets accounts meet that were kept from it", () => {
    const { store, come } = sale(a);
    applyCut(store, cut("a", "b"));
    come(b);
    applyCut(store, joined("a", "b"));
    come(b);
    expect(together(store, "a")).toBe("a b");
  });
});

describe("a change that a sale knows", () => {
  it("changes nothing when it comes again, nor does an older one", () => {
    const { store } = sale(a, b);
    applyCut(store, cut("a", "b", 5));
    const once = store.dump();
    applyCut(store, cut("a", "b", 5));
    applyCut(store, joined("a", "b", 4));
    expect(store.dump()).toEqual(once);
    expect(store.latestCutSeq()).toBe(5);
  });
});
