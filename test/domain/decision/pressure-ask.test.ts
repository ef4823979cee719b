import { describe, expect, it } from "vitest";
import { decide } from "../../../src/domain/decision/decide.ts";
import type { DecisionInput } from "../../../src/domain/decision/decision.ts";
import type { Ladder } from "../../../src/domain/pressure/ladder.ts";
import { policyOf, ruleOf } from "../sale/fixtures.ts";
import { INPUT } from "./input.ts";

const LADDER: Ladder = {
  calmAfterMs: 60_000,
  levelOf: () => "calm",
  asks: (level) =>
    level === "calm"
      ? undefined
      : { standingBelow: level === "busy" ? 2 : 4, settledBy: ["proof_of_work", "turnstile", "shop_otp"], work: 4 },
};
const PRESSED = { ...INPUT.signals, "pressure.level": "busy", "pressure.attempts_per_free_unit": 1 };

const decideAt = (change: Partial<DecisionInput> = {}, signals: object = {}, rules = policyOf([])) =>
  decide({ ...rules, ladder: LADDER }, { ...INPUT, signals: { ...PRESSED, ...signals }, ...change });

describe("a pressed sale", () => {
  it("asks whoever has no past for one proof, and says why", () => {
    expect(decideAt()).toMatchObject({
      verdict: "challenge",
      buyer: "verify",
      settledBy: ["shop_otp", "turnstile", "proof_of_work"],
      reasons: [{ code: "SALE_PRESSED", evidence: { "pressure.level": "busy", "standing.points": 0 } }],
    });
  });

  it.each([
    ["while it is calm", {}, { "pressure.level": "calm" }],
    ["who has standing enough", {}, { "standing.points": 2 }],
    ["on the telephone", { channel: "phone" as const }, {}],
    ["who settled it by work", { challengeSettled: true, challengeSettledBy: "proof_of_work" as const }, {}],
    ["who entered a code", { challengeSettled: true, challengeSettledBy: "shop_otp" as const }, {}],
  ])("does not ask somebody %s", (_, change, signals) => {
    expect(decideAt(change, signals).verdict).toBe("allow");
  });

  it("asks nobody while no unit is free", () => {
    const { "pressure.attempts_per_free_unit": _none, ...signals } = PRESSED;
    expect(decide({ ...policyOf([]), ladder: LADDER }, { ...INPUT, signals }).verdict).toBe("allow");
  });

  it("asks more people while it is besieged", () => {
    expect(decideAt({}, { "pressure.level": "besieged", "standing.points": 2 }).verdict).toBe("challenge");
  });

  it("asks in one question with a rule that asks too, for what settles both", () => {
    const decision = decideAt({}, { asks: true }, policyOf([ruleOf("asks", "challenge")]));
    expect(decision.reasons.map(({ code }) => code)).toEqual(["ASKS", "SALE_PRESSED"]);
    expect(decision.settledBy).toEqual(["shop_otp", "turnstile"]);
  });

  it("never refuses and never lifts: a rule that denies denies, one that allows allows", () => {
    expect(decideAt({}, { denies: true }, policyOf([ruleOf("denies", "deny")])).verdict).toBe("deny");
    expect(decideAt({}, { allows: true }, policyOf([ruleOf("allows", "allow")])).verdict).toBe("allow");
  });

  it("takes what the sale takes, and sends nobody to a person", () => {
    expect(decideAt({ challengeKinds: ["proof_of_work"] })).toMatchObject({
      verdict: "challenge",
      settledBy: ["proof_of_work"],
    });
    const onlyCodes: Ladder = { ...LADDER, asks: () => ({ standingBelow: 2, settledBy: ["shop_otp"], work: 1 }) };
    const input = { ...INPUT, signals: PRESSED, challengeKinds: ["turnstile" as const] };
    expect(decide({ ...policyOf([]), ladder: onlyCodes }, input)).toMatchObject({
      verdict: "challenge",
      settledBy: ["turnstile"],
    });
  });
});
