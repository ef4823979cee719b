import type { PostalAddress } from "../../../src/domain/checkout.ts";
import { explainHousehold } from "../../../src/domain/identity/address/household.ts";
import { countPairs, type LabelledKeys, type PairCounts } from "./pairs.ts";

/** A recorded address with the site or person that it truly belongs to. */
export type LabelledAddress = { readonly truth: string; readonly address: PostalAddress };

export const KEY_STRENGTHS = ["exact", "building", "near", "any"] as const;
export type KeyStrength = (typeof KEY_STRENGTHS)[number];

/**
 * The rules were written looking at half of the sites and people. This is the other half, which was not looked at.
 * @param truth the true site or person
 */
export function isHeldOut({ truth }: LabelledAddress): boolean {
  let hash = 7;
  for (const letter of truth) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return hash % 2 === 1;
}

/** Pairs that a key joins, for each strength and for all together. */
export function pairsByStrength(records: readonly LabelledAddress[]): { readonly [key in KeyStrength]: PairCounts } {
  const keyed = records.map(({ truth, address }) => ({ truth, found: keysByStrength(address) }));
  const count = (strength: KeyStrength) => countPairs(keyed.map(({ truth, found }) => ({ truth, ...found[strength] })));
  return { exact: count("exact"), building: count("building"), near: count("near"), any: count("any") };
}

export type AddressKeys = Omit<LabelledKeys, "truth">;

export function keysByStrength(address: PostalAddress): { readonly [key in KeyStrength]: AddressKeys } {
  const { exact, building, near, nearAsked, nearFoundBy } = explainHousehold(address).keys;
  const exacts = exact === undefined ? [] : [`exact ${exact}`];
  const buildings = building === undefined ? [] : [`building ${building}`];
  return {
    exact: { keys: exacts, asked: [], kept: [] },
    building: { keys: buildings, asked: [], kept: [] },
    near: { keys: near, asked: nearAsked, kept: nearFoundBy },
    any: { keys: [...exacts, ...buildings, ...near], asked: nearAsked, kept: nearFoundBy },
  };
}

/** Whether either of two addresses finds the other. */
export function meet(a: AddressKeys, b: AddressKeys): boolean {
  return finds(a, b) || finds(b, a);
}

/** Whether an address finds another that came before it. */
export function finds(one: AddressKeys, other: AddressKeys): boolean {
  return [...one.keys, ...one.asked].some((key) => other.keys.includes(key) || other.kept?.includes(key));
}
