import { expect, it } from "vitest";
import { mapSaleStore } from "../../src/domain/sale/map-store.ts";
import { HELD_AND_SOLD, playHistory } from "./play-history.ts";

it.each([1, 2, 3, 4, 5, 7, 8, 9])("evicting the sale after every call changes no byte of history %i", (seed) => {
  const kept = mapSaleStore();
  let evicted = mapSaleStore();
  const undisturbed = playHistory(seed, () => kept);
  const disturbed = playHistory(seed, () => {
    evicted = mapSaleStore(JSON.parse(JSON.stringify(evicted.stored())));
    return evicted;
  });
  expect(undisturbed.join(), "units were held and sold").toMatch(HELD_AND_SOLD);
  expect(disturbed).toEqual(undisturbed);
});
