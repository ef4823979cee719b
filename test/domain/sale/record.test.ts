import { describe, expect, it } from "vitest";
import { phaseOf, stockLevel } from "../../../src/domain/sale/record.ts";
import { openingStock, type Stock } from "../../../src/domain/stock/stock.ts";
import { DEFINITION, NOW_MS, SALE } from "./fixtures.ts";

const { opensAtMs, closesAtMs } = DEFINITION;
const FULL = openingStock(10);
const EMPTY: Stock = { ...FULL, free: 0, held: 4, sold: 6 };

describe("the phase of a sale", () => {
  it.each([
    { nowMs: opensAtMs - 1, phase: "scheduled" },
    { nowMs: opensAtMs, phase: "open" },
    { nowMs: closesAtMs - 1, phase: "open" },
    { nowMs: closesAtMs, phase: "closed" },
  ])("is $phase at $nowMs", ({ nowMs, phase }) => {
    expect(phaseOf(SALE, FULL, nowMs)).toBe(phase);
  });

  it("is sold out while nothing is free, though units may return", () => {
    expect(phaseOf(SALE, EMPTY, NOW_MS)).toBe("sold_out");
    expect(phaseOf(SALE, EMPTY, opensAtMs - 1)).toBe("scheduled");
    expect(phaseOf(SALE, EMPTY, closesAtMs)).toBe("closed");
  });

  it("is paused by its shop until it is closed", () => {
    const paused = { ...SALE, paused: true };
    expect(phaseOf(paused, EMPTY, NOW_MS)).toBe("paused");
    expect(phaseOf(paused, FULL, opensAtMs - 1)).toBe("paused");
    expect(phaseOf(paused, FULL, closesAtMs)).toBe("closed");
  });
});

describe("what the public knows of the stock", () => {
  it.each([
    { free: 0, level: "none" },
    { free: 1, level: "low" },
    { free: 9, level: "low" },
    { free: 10, level: "available" },
  ])("is $level with $free of 100 units free", ({ free, level }) => {
    expect(stockLevel({ ...openingStock(100), free, held: 100 - free })).toBe(level);
  });
});
