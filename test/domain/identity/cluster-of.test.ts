import { describe, expect, it } from "vitest";
import { linkMemberChanges } from "../../../src/domain/identity/cluster/link-member.ts";
import { readNeighbourhood, recordNeighbourhood } from "../../../src/domain/identity/cluster/neighbourhood.ts";
import { traitsOf } from "../../../src/domain/identity/cluster/trait.ts";
import { clusterOf } from "../../../src/domain/identity/cluster-of.ts";
import { mapSaleStore } from "../../../src/domain/sale/map-store.ts";
import type { SaleStore } from "../../../src/domain/sale/store.ts";

type Comer = { readonly account: string; readonly payment: string; readonly heldUnits?: number };

/** A sale to which these came, one after the other: each pays with something and holds as many units. */
function sale(...comers: readonly Comer[]): SaleStore {
  const store = mapSaleStore();
  const known = new Set<string>();
  for (const { account, payment, heldUnits = 0 } of comers) {
    const traits = traitsOf({ account, payment }, { emailVerified: false, phoneVerified: false });
    const links = traits.map(({ link }) => link);
    const members = store.readLinks(links, account);
    const neighbourhood = readNeighbourhood(store, { account, traits, isNew: !known.has(account) }, members);
    recordNeighbourhood(store, neighbourhood, { nowMs: 5, heldUnits });
    store.writeLinkMembers(linkMemberChanges(links, members, { account, traits, heldUnits }));
    known.add(account);
  }
  return store;
}

const a: Comer = { account: "a", payment: "card" };
const b: Comer = { account: "b", payment: "card" };

describe("the cluster of an account", () => {
  it("says with which reason and when each account joined", () => {
    expect(clusterOf(sale(a, b), "a")).toEqual({
      accounts: 2,
      members: ["a", "b"],
      edges: [{ account: "b", other: "a", kinds: ["payment"], weight: 1, atMs: 5, byHolds: false }],
    });
  });

  it.each([
    [1, 1, true],
    [1, 0, false],
    [0, 1, false],
  ])("tells accounts that held %i and %i units with what they share from those that merely named it", (...held) => {
    const [first, second, byHolds] = held;
    const cluster = clusterOf(sale({ ...a, heldUnits: first }, { ...b, heldUnits: second }), "a");
    expect(cluster?.edges).toMatchObject([{ byHolds }]);
  });

  it("is none of an account that shares nothing", () => {
    expect(clusterOf(sale(a, { ...b, payment: "other" }), "a")).toBeUndefined();
  });

  it("lists the first accounts of one that is too large for a picture, and says how many there are", () => {
    const pairs = Array.from({ length: 200 }, (_, n) => ({ account: `a${n}`, payment: `card${Math.floor(n / 2)}` }));
    const chain = Array.from({ length: 200 }, (_, n) => ({ account: `a${n}`, payment: `next${Math.ceil(n / 2)}` }));
    const cluster = clusterOf(sale(...pairs, ...chain), "a0");
    expect(cluster?.accounts).toBe(200);
    expect(cluster?.members).toHaveLength(150);
    expect(cluster?.edges).toHaveLength(149);
  });
});
