import { expect, it } from "vitest";
import type { ClusterPlace } from "../../src/domain/identity/cluster/cluster-store.ts";
import { keptPlaces, type PlaceRow } from "../../src/objects/sale.places.ts";

const ALONE: ClusterPlace = { sums: { accounts: 1, units: 0, paidHolds: 0, unpaidHolds: 0 } };
const UNDER_ROOT: ClusterPlace = { ...ALONE, parent: "root" };
const ROWS: readonly PlaceRow[] = [
  ["tried", "ann", UNDER_ROOT],
  ["tried", "root", ALONE],
  ["claimed", "root", ALONE],
];

/** Places of ann, who stands under a root, and of nobody else. */
function placesOfAnn() {
  const asked: (readonly string[])[] = [];
  const places = keptPlaces((accounts) => {
    asked.push(accounts);
    return accounts.includes("ann") ? ROWS : [];
  });
  return { places, asked };
}

const OF_ANN = {
  tried: new Map([
    ["ann", UNDER_ROOT],
    ["root", ALONE],
  ]),
  claimed: new Map(),
};

it("reads an account and all that it stands under once, and one without a place once, too", () => {
  const { places, asked } = placesOfAnn();
  expect(places.find(["ann", "bob"])).toEqual(OF_ANN);
  expect(places.find(["bob", "ann"])).toEqual(OF_ANN);
  expect(places.find(["root"])).toEqual({ tried: new Map([["root", ALONE]]), claimed: new Map([["root", ALONE]]) });
  expect(asked).toEqual([["ann", "bob"]]);
});

it("reads anew what it forgot to make room, and answers the same", () => {
  const { places, asked } = placesOfAnn();
  places.find(["ann"]);
  const crowd = Array.from({ length: 20_000 }, (_, n) => `account_${n}`);
  places.find(crowd);
  expect(places.find(["ann"])).toEqual(OF_ANN);
  expect(asked).toEqual([["ann"], crowd, ["ann"]]);
});
