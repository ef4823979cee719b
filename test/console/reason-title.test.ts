import { describe, expect, it } from "vitest";
import { reasonTitle } from "../../src/console/words/reason-title.ts";
import { LIMITS } from "../../src/domain/terms/limits.ts";
import { shippedPolicy } from "../support/recorded-decisions.ts";

const { rules } = shippedPolicy();

describe("reasonTitle", () => {
  it("has words for the reasons of the service and of every shipped rule", () => {
    const codes = [
      "SIGNALS_ABSENT",
      "RISK_HIGH",
      ...LIMITS.map(({ code }) => code),
      ...rules.map(({ reason }) => reason),
    ];
    expect(codes.filter((code) => reasonTitle(code, rules) === code)).toEqual([]);
  });

  it("gives the code where no rule of the policy has it any more", () => {
    expect(reasonTitle("LONG_GONE", rules)).toBe("LONG_GONE");
  });
});
