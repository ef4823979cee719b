import { describe, expect, it } from "vitest";
import { openCompiledPolicy } from "../../models/lab/train/compiled-policy.ts";
import { compileLadder } from "../../src/domain/rules/pressure-ladder.ts";

describe("the shipped ladder", () => {
  const ladder = openCompiledPolicy("rules").ladder;
  const levelOf = (attempts: number, perFreeUnit: number, more: object = {}) =>
    ladder?.levelOf({
      "pressure.attempts_last_minute": attempts,
      "pressure.attempts_per_free_unit": perFreeUnit,
      "pressure.silent_share": 0,
      "pressure.crowded_share": 0,
      "pressure.repeat_share": 0,
      ...more,
    });

  it.each([
    ["calm", 59, 5, {}],
    ["calm", 500, 0.09, {}],
    ["busy", 60, 0.1, {}],
    ["busy", 119, 2, {}],
    ["busy", 120, 1.9, {}],
    ["besieged", 120, 2, {}],
    ["besieged", 120, 0.5, { "pressure.silent_share": 0.3 }],
    ["besieged", 120, 0.5, { "pressure.crowded_share": 0.3 }],
    ["besieged", 120, 0.5, { "pressure.repeat_share": 0.5 }],
    ["busy", 120, 0.49, { "pressure.silent_share": 1 }],
  ])("is %s at %d attempts, %d for each free unit and %j", (level, attempts, perFreeUnit, more) => {
    expect(levelOf(attempts, perFreeUnit, more)).toBe(level);
  });

  it("is calm where no unit is free", () => {
    expect(ladder?.levelOf({ "pressure.attempts_last_minute": 10_000 })).toBe("calm");
  });

  it("asks nobody while it is calm, and for more work the harder it is pressed", () => {
    expect(ladder?.asks("calm")).toBeUndefined();
    expect([ladder?.asks("busy")?.work, ladder?.asks("besieged")?.work]).toEqual([4, 16]);
  });
});

it("a ladder whose condition is none is not compiled in silence", () => {
  const failures: string[] = [];
  const asks = { standingBelow: 1, settledBy: ["shop_otp" as const], work: 1 as const };
  const [busy, besieged] = [
    { when: "account.age_hours < 1", asks },
    { when: "true", asks },
  ];
  compileLadder({ calmAfterSeconds: 60, busy, besieged }, failures);
  expect(failures).toEqual(['pressure/busy: There is no signal "account.age_hours".']);
});
