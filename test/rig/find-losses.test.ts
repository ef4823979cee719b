import { describe, expect, it } from "vitest";
import type { Acknowledged } from "./shared/call.ts";
import { lossesOnDisk, strayHolds } from "./shared/find-losses.ts";
import type { SurvivingRows } from "./shared/surviving-rows.ts";

const POOL = { held: 0, returning_units: 0, sold: 0, withdrawn: 0, unitsHeld: 0, unitsSold: 0 };
const SOUND: SurvivingRows = {
  stock: { received: 10, free: 8, held: 1, returning_units: 0, sold: 1, withdrawn: 0 },
  holds: new Map([
    ["h1", { state: "held", orderId: undefined }],
    ["h2", { state: "sold", orderId: "o2" }],
  ]),
  pools: [
    { ...POOL, received: 6, free: 5, held: 1, unitsHeld: 1 },
    { ...POOL, received: 4, free: 3, sold: 1, unitsSold: 1 },
  ],
  unitsHeld: 1,
  unitsSold: 1,
};
const HELD: Acknowledged = { call: { kind: "checkout", key: "k1", buyer: 1 }, text: "", holdId: "h1" };
const SOLD: Acknowledged = {
  call: { kind: "redeem", key: "k2", holdId: "h2", token: "t", orderId: "o2" },
  text: "",
  holdId: "h2",
};

describe("the search for losses after a crash", () => {
  it("finds none in rows that hold what was acknowledged", () => {
    expect(lossesOnDisk(SOUND, [HELD, SOLD])).toEqual([]);
  });

  it.each<[string, SurvivingRows, number]>([
    ["a hold that is gone", { ...SOUND, holds: new Map([...SOUND.holds].slice(1)) }, 1],
    [
      "a sale that is a hold again",
      { ...SOUND, holds: new Map([...SOUND.holds, ["h2", { state: "held", orderId: undefined }]]) },
      1,
    ],
    [
      "a sale to another order",
      { ...SOUND, holds: new Map([...SOUND.holds, ["h2", { state: "sold", orderId: "o3" }]]) },
      1,
    ],
    ["a unit that was lost", { ...SOUND, pools: [], stock: { ...SOUND.stock, free: 7 } }, 1],
    ["a unit that a pool lost", { ...SOUND, pools: SOUND.pools.map((pool) => ({ ...pool, free: 3 })) }, 1],
    ["a hold of another pool", { ...SOUND, pools: SOUND.pools.map((pool) => ({ ...pool, unitsHeld: 1 })) }, 1],
    ["figures that no longer equal the holds", { ...SOUND, unitsHeld: 2 }, 1],
    ["a figure below zero", { ...SOUND, pools: [], stock: { ...SOUND.stock, free: -1, withdrawn: 9 } }, 1],
  ])("finds %s", (_, rows, count) => {
    expect(lossesOnDisk(rows, [HELD, SOLD])).toHaveLength(count);
  });
});

describe("the search for what was done twice", () => {
  it("finds none where every hold was acknowledged", () => {
    const first: Acknowledged = { ...HELD, holdId: "h2" };
    expect(strayHolds(SOUND, [HELD, first, SOLD])).toEqual([]);
  });

  it("finds a hold that nobody was told of, sold or not", () => {
    expect(strayHolds(SOUND, [HELD, SOLD])).toEqual(["nobody was told of h2"]);
  });
});
