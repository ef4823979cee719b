import { describe, expect, it } from "vitest";
import { type CaseMaterial, reassessCase } from "../../../../src/resellers/domain/case/reassess-case.ts";
import { shippedAssessor } from "../shipped.ts";

const ASSESSOR = shippedAssessor();
const PRICE = { sku: "MI3-16GB", price: { amountMinor: 2_999_900, currency: "INR" } };

const anew = (change: Partial<CaseMaterial>, assessor = ASSESSOR) =>
  reassessCase(assessor, { reports: [{ url: "phones.example" }], sharedContacts: [], ...change }, 0);
const signs = (change: Partial<CaseMaterial>) => anew(change)?.evidence.map(({ detector }) => detector);

describe("reassessCase", () => {
  it("takes the strongest report, wherever it stands", () => {
    const strong = { url: "phones.example", ...PRICE };
    expect(signs({ reports: [{ url: "phones.example" }, strong, { url: "phones.example/a" }] })).toEqual(["price"]);
  });

  it("knows the contacts that other cases came to share since", () => {
    const sharedContacts = [{ kind: "payee", key: "k", caseIds: ["case_2"] } as const];
    expect(signs({ sharedContacts })).toEqual(["shared-contact"]);
  });

  it("follows the thresholds of the day", () => {
    const { settings } = ASSESSOR;
    const thresholds = { ...settings.thresholds, flagFrom: 0.9999 };
    const reports = [{ url: "xiaomi-shop.top" }];
    expect(anew({ reports })?.flag).toBe(true);
    expect(anew({ reports }, { ...ASSESSOR, settings: { ...settings, thresholds } })?.flag).toBe(false);
  });

  it.each<[string, CaseMaterial["reports"]]>([
    ["of no report", []],
    ["of an address that is none", [{ url: "=1+1" }]],
    ["of the brand's own host", [{ url: "mi.com/in" }]],
  ])("leaves a case as it is %s", (_, reports) => {
    expect(anew({ reports })).toBe(undefined);
  });
});
