import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Groups, SHARED_KEY_BYTES, sharersByAnyKey } from "../../../src/domain/draw/groups.ts";
import { NEAR_KEYS_MAX } from "../../../src/domain/identity/address/near-keys.ts";
import { HUB_ACCOUNTS } from "../../../src/domain/identity/cluster/evidence.ts";
import { findRoot } from "../../../src/domain/identity/cluster/forest.ts";
import { linkMemberChanges } from "../../../src/domain/identity/cluster/link-member.ts";
import { readNeighbourhood, recordNeighbourhood } from "../../../src/domain/identity/cluster/neighbourhood.ts";
import { traitsOf } from "../../../src/domain/identity/cluster/trait.ts";
import {
  JOINING_KINDS,
  nearNumbers,
  packedNearKeys,
  type RegistrationEvidence,
  SHARED_KINDS,
  sharedKeys,
} from "../../../src/domain/registration/evidence.ts";
import { mapSaleStore } from "../../../src/domain/sale/map-store.ts";

const KINDS = ["device", "payment", "phone", "email", "browser"] as const;
type Person = { readonly [kind in (typeof KINDS)[number]]?: string | undefined } & { readonly verified: boolean };

const value = fc.option(fc.nat({ max: 20 }).map(String), { nil: undefined });
const people = fc.array(
  fc.record({ device: value, payment: value, phone: value, email: value, browser: value, verified: fc.boolean() }),
  { minLength: 2, maxLength: 40 },
);

/** What more accounts share than a hub has is left out: there a sale says less, and a draw says what the limits say. */
function withoutHubs(each: readonly Person[]): readonly Person[] {
  const seen = new Map<string, number>();
  return each.map((person) => {
    const kept: { [kind: string]: string | undefined } = {};
    for (const kind of KINDS) {
      const key = `${kind}:${person[kind]}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if ((seen.get(key) ?? 0) <= HUB_ACCOUNTS) kept[kind] = person[kind];
    }
    return { ...kept, verified: person.verified };
  });
}

function keysOf({ device, payment, phone, email }: Person, account: string) {
  return { account, device, payment, phone, email };
}

function evidenceOf(person: Person, account: string): RegistrationEvidence {
  const { verified, browser } = person;
  const signals = { "account.email_verified": verified, "account.phone_verified": verified };
  return {
    channel: "web",
    paymentMethod: "upi",
    keys: keysOf(person, account),
    withoutVisit: { signals },
    holderKey: browser,
  };
}

/** The groups of a draw, which sees everybody at once. */
function inBulk(each: readonly Person[]): readonly number[] {
  const groups = new Groups(each.length);
  const rows = each.map((person, at) => sharedKeys(evidenceOf(person, `a${at}`)));
  for (const kind of JOINING_KINDS) {
    const from = SHARED_KINDS.indexOf(kind) * SHARED_KEY_BYTES;
    groups.joinByKey(Uint8Array.from(rows.flatMap((row) => [...row.subarray(from, from + SHARED_KEY_BYTES)])));
  }
  return [...groups.roots()];
}

/** The clusters of a sale, to which they come one after another, each with a unit. */
function oneByOne(each: readonly Person[]): readonly string[] {
  const store = mapSaleStore();
  for (const [at, person] of each.entries()) {
    const account = `a${at}`;
    const { verified, browser: holderKey } = person;
    const context = { emailVerified: verified, phoneVerified: verified, holderKey };
    const asking = { account, traits: traitsOf(keysOf(person, account), context), isNew: false };
    const links = asking.traits.map(({ link }) => link);
    const neighbourhood = readNeighbourhood(store, asking, store.readLinks(links, account));
    store.writeLinkMembers(linkMemberChanges(links, store.readLinks(links, account), { ...asking, heldUnits: 1 }));
    recordNeighbourhood(store, neighbourhood, { nowMs: 0, heldUnits: 1 });
  }
  return each.map((_, at) => findRoot(store, "held", `a${at}`)?.account ?? `a${at}`);
}

/** Who belongs together, whatever the groups are called. */
function partition(groups: readonly (string | number)[]): readonly number[] {
  return groups.map((group) => groups.indexOf(group));
}

describe("the groups of a draw", () => {
  it("are the clusters that a sale would make of the same people, one after another", () => {
    fc.assert(
      fc.property(people, (all) => {
        const each = withoutHubs(all);
        expect(partition(inBulk(each))).toEqual(partition(oneByOne(each)));
      }),
      { numRuns: 300 },
    );
  });

  it("are by household too, as the limit counts it, and by nothing that anybody can type", () => {
    const evidence = (keys: object): RegistrationEvidence => ({
      ...evidenceOf({ verified: false }, "a"),
      keys: { account: "a", ...keys },
    });
    const rows = [{ household: "h" }, { household: "h" }, { building: "b", email: "e" }, { building: "b", email: "e" }];
    const groups = new Groups(rows.length);
    for (const kind of JOINING_KINDS) {
      const from = SHARED_KINDS.indexOf(kind) * SHARED_KEY_BYTES;
      const keys = rows.flatMap((row) => [...sharedKeys(evidence(row)).subarray(from, from + SHARED_KEY_BYTES)]);
      groups.joinByKey(Uint8Array.from(keys));
    }
    expect([...groups.roots()]).toEqual([0, 0, 2, 3]);
  });
});

describe("nearly the same address", () => {
  const nearOf = fc.uniqueArray(fc.nat({ max: 12 }).map(String), { maxLength: NEAR_KEYS_MAX });

  it("counts the others that share a key of it, and of several keys the one with the most", () => {
    fc.assert(
      fc.property(fc.array(nearOf, { minLength: 1, maxLength: 40 }), (each) => {
        const rows = each.map((near, at) =>
          packedNearKeys({ ...evidenceOf({ verified: false }, "a"), keys: { account: `a${at}`, near } }),
        );
        const counted = sharersByAnyKey(nearNumbers(Uint8Array.from(rows.flatMap((row) => [...row]))), NEAR_KEYS_MAX);
        const others = (key: string) => each.filter((near) => near.includes(key)).length - 1;
        expect([...counted]).toEqual(each.map((near) => Math.max(0, ...near.map(others))));
      }),
    );
  });
});
