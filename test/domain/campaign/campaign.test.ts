import { describe, expect, it } from "vitest";
import {
  type CampaignSale,
  type CampaignTerms,
  campaignPhase,
  changedFixedTerms,
  firstClash,
  isCampaignId,
} from "../../../src/domain/campaign/campaign.ts";

const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse("2027-03-12T12:00:00Z");
const TERMS: CampaignTerms = { title: "Fridays", weightMax: 4, carryRegistration: true, onePerPerson: false };

/** Registration of ten hours, then two hours of nothing, then a sale of four hours. @param hours after now */
const sale = (saleId: string, hours: number, registers = true): CampaignSale => {
  const opensAtMs = NOW_MS + hours * HOUR_MS;
  const registration = { opensAtMs: opensAtMs - 12 * HOUR_MS, closesAtMs: opensAtMs - 2 * HOUR_MS };
  const base = { saleId, title: "Friday", units: 10, opensAtMs, closesAtMs: opensAtMs + 4 * HOUR_MS };
  return registers ? { ...base, registration } : base;
};

describe("a campaign's id", () => {
  it.each([
    ["friday", true],
    ["f".repeat(60), true],
    ["f".repeat(61), false],
    ["Friday", false],
    ["-friday", false],
    ["", false],
  ])("%s: %s", (text, isOne) => {
    expect(isCampaignId(text)).toBe(isOne);
  });
});

describe("the phase of a sale of a campaign", () => {
  it.each<[number, string]>([
    [24, "scheduled"],
    [12, "registering"],
    [2.001, "registering"],
    [2, "waiting"],
    [0, "open"],
    [-3.999, "open"],
    [-4, "closed"],
  ])("%f hours before it opens is %s", (hours, phase) => {
    expect(campaignPhase(sale("friday-1", hours), NOW_MS)).toBe(phase);
  });

  it("is scheduled until it opens where nobody registers", () => {
    expect(campaignPhase(sale("friday-1", 1, false), NOW_MS)).toBe("scheduled");
    expect(campaignPhase(sale("friday-1", 0, false), NOW_MS)).toBe("open");
  });
});

describe("the rules of a campaign", () => {
  const after = { ...TERMS, title: "Every Friday", weightMax: 2, carryRegistration: false, onePerPerson: true };
  const fixedWith = (hours: number) => changedFixedTerms(TERMS, after, { sales: [sale("a", hours)], nowMs: NOW_MS });

  it("are fixed from the moment at which the first registration opens, its title never", () => {
    expect(fixedWith(12.001)).toEqual([]);
    expect(fixedWith(12)).toEqual(["weightMax", "carryRegistration", "onePerPerson"]);
    expect(fixedWith(-200)).toEqual(["weightMax", "carryRegistration", "onePerPerson"]);
  });

  it("may be said again as they are", () => {
    const sales = [sale("a", 0)];
    expect(changedFixedTerms(TERMS, { ...TERMS, title: "New" }, { sales, nowMs: NOW_MS })).toEqual([]);
  });
});

describe("sales of a campaign", () => {
  it("follow each other, in whichever order they are listed", () => {
    expect(firstClash([sale("c", 336), sale("a", 0), sale("b", 168)], TERMS)).toBeUndefined();
    expect(firstClash([sale("a", 0), sale("b", 4, false)], TERMS)).toBeUndefined();
    expect(firstClash([], TERMS)).toBeUndefined();
  });

  it("may not be open at the same time", () => {
    expect(firstClash([sale("b", 3.9, false), sale("a", 0)], TERMS)).toEqual({
      earlier: "a",
      later: "b",
      because: "overlap",
    });
    expect(firstClash([sale("a", 0), sale("b", 0)], TERMS)?.because).toBe("overlap");
  });

  it("leave time to carry registrations, where that is promised", () => {
    const sales = [sale("a", 0), sale("b", 6)];
    expect(firstClash(sales, TERMS)?.because).toBe("too-late-to-carry");
    expect(firstClash(sales, { carryRegistration: false })).toBeUndefined();
    expect(firstClash([sale("a", 0), sale("b", 6.001)], TERMS)).toBeUndefined();
  });
});
