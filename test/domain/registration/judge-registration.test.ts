import { describe, expect, it } from "vitest";
import type { RegistrationEvidence } from "../../../src/domain/registration/evidence.ts";
import { judgeRegistration, type Sharers } from "../../../src/domain/registration/judge-registration.ts";
import { DEFINITION, policyOf, ruleOf, scoreOf, VISIT } from "../sale/fixtures.ts";

const ALONE: Sharers = { others: {}, group: 1 };
const EVIDENCE: RegistrationEvidence = {
  channel: "web",
  paymentMethod: "upi",
  keys: { account: "e1.account-1", device: "e1.device-1" },
  withoutVisit: { signals: {}, score: scoreOf(-5) },
};
const matching = (id: string): RegistrationEvidence => ({
  ...EVIDENCE,
  withoutVisit: { signals: { [id]: true }, score: scoreOf(-5) },
});
const judged = (evidence: RegistrationEvidence, policy = policyOf([]), sharers = ALONE) =>
  judgeRegistration(policy, DEFINITION, evidence, sharers);

describe("a registration", () => {
  it("is eligible where nothing speaks against it", () => {
    expect(judged(EVIDENCE)).toBeUndefined();
  });

  it.each([
    ["automation.driven-browser", "automation"],
    ["timing.same-rhythm", "automation"],
    ["identity.disposable-mailbox", "identity"],
    ["impostors.seller-phone", "eligibility"],
  ])("that the live rule %s denies is excluded for %s", (id, exclusion) => {
    expect(judged(matching(id), policyOf([ruleOf(id, "deny")]))).toMatchObject({ verdict: "deny", exclusion });
  });

  it("that a rule would challenge is eligible: nobody asked anything of it", () => {
    expect(judged(matching("account.new"), policyOf([ruleOf("account.new", "challenge")]))).toBeUndefined();
  });

  it("that a rule would review waits for a person, with the reasons and as what it would be excluded", () => {
    const rule = ruleOf("account.new", "review");
    expect(judged(matching("account.new"), policyOf([rule]))).toEqual({
      verdict: "review",
      exclusion: "identity",
      because: [rule.reason],
    });
  });

  it("is excluded for automation by its score", () => {
    expect(judged({ ...EVIDENCE, withoutVisit: { signals: {}, score: scoreOf(5) } })?.exclusion).toBe("automation");
  });

  it("that names a payment which the sale does not accept is not eligible", () => {
    expect(judged({ ...EVIDENCE, paymentMethod: "cash" })?.exclusion).toBe("eligibility");
  });

  it("is not refused for its sharers, with which it shares", () => {
    const seen: unknown[] = [];
    const policy = policyOf([], {
      evaluate: (signals) => {
        seen.push(signals["device.other_accounts_in_sale"], signals["device.other_accounts_attempted"]);
        return [];
      },
    });
    judged(EVIDENCE, policy, { others: { device: 7 }, group: 8 });
    expect(seen).toEqual([0, 7]);
  });

  it("loses what its visit says where another registration brought the same visit", () => {
    const evidence = { ...EVIDENCE, withVisit: { visit: VISIT, scored: { signals: {}, score: scoreOf(5) } } };
    expect(judged(evidence)?.exclusion).toBe("automation");
    expect(judged(evidence, policyOf([]), { others: { visit: 1 }, group: 1 })).toBeUndefined();
  });
});
