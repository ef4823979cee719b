import { expect, it } from "vitest";
import { runLoad } from "../rig/load.ts";

const LOAD = { units: 1000, checkouts: 5000, connections: 64 };

it("a sale of 1,000 units under 5,000 checkouts sells exactly what it has and tells nobody sold out while a unit is free", async () => {
  const { figures, promises, recorded } = await runLoad(LOAD);
  expect(promises.filter(({ broken }) => broken > 0)).toEqual([]);
  expect(figures).toMatchObject({ held: LOAD.units, redeemed: LOAD.units });
  expect(figures.ledgerPolls).toBeGreaterThan(0);
  expect(recorded).toEqual({
    attempts: LOAD.checkouts + figures.asked,
    held: LOAD.units,
    soldOutTooEarly: 0,
    oversold: 0,
  });
});
