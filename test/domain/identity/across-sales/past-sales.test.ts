import { expect, it } from "vitest";
import { pastSales } from "../../../../src/domain/identity/across-sales/past-sales.ts";

const NOBODY: ReadonlySet<never> = new Set();
const UNKNOWN = { points: 0, reasons: [] };

it("is alone and bought nothing where nothing is known", () => {
  expect(pastSales(["e1.a"], [], [], NOBODY)).toEqual({
    clusterSize: 1,
    sales: 0,
    unitsBought: 0,
    standing: UNKNOWN,
  });
});

it("counts accounts, sales, units, their share and the spread of ages", () => {
  const members = [{ account: "e1.a", createdHour: 10 }, { account: "e1.b", createdHour: 34 }, { account: "e1.c" }];
  const purchases = [
    { units: 3, unitsOfAll: 100 },
    { units: 2, unitsOfAll: 400 },
  ];
  expect(pastSales(["e1.a"], members, purchases, new Set(["account"] as const))).toEqual({
    clusterSize: 3,
    sales: 2,
    unitsBought: 5,
    unitsShare: 0.01,
    ageSpreadHours: 24,
    standing: { points: 4, reasons: ["account"] },
  });
});

it("counts nobody twice while two epochs overlap, itself included", () => {
  const members = ["e2.a", "e1.a", "e1.b", "e1.c", "e2.b"].map((account) => ({ account, createdHour: 10 }));
  expect(pastSales(["e2.a", "e1.a"], members, [], NOBODY)).toMatchObject({ clusterSize: 3, ageSpreadHours: 0 });
});

it("knows no spread of one account under two epochs", () => {
  const members = ["e2.a", "e1.a"].map((account) => ({ account, createdHour: 10 }));
  expect(pastSales(["e2.a", "e1.a"], members, [], NOBODY)).toEqual({
    clusterSize: 1,
    sales: 0,
    unitsBought: 0,
    standing: UNKNOWN,
  });
});
