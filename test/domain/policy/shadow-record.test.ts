import { describe, expect, it } from "vitest";
import type { PolicyEvent } from "../../../src/domain/policy/policy-event.ts";
import { shadowRecord } from "../../../src/domain/policy/shadow-record.ts";
import type { RuleStatus } from "../../../src/domain/rules/rule-file.ts";
import { shippedPolicy } from "../../support/recorded-decisions.ts";

const SHIPPED = shippedPolicy();
const RULE = "identity.one-device-per-account";
const NOW_MS = 9_000;
const BY = { sub: "ana", email: "ana@example.com" };

/** The shipped policy with one rule alone, in this status. */
function withStatus(status: RuleStatus) {
  return { ...SHIPPED, rules: SHIPPED.rules.filter(({ id }) => id === RULE).map((rule) => ({ ...rule, status })) };
}

const DOCUMENTS = new Map([
  ["shipped", withStatus("draft")],
  ["shadow", withStatus("shadow")],
  ["live", withStatus("live")],
]);

function back(previous: string, hash: string, atMs: number): PolicyEvent {
  return { kind: "rolled-back", by: BY, why: "for this test", atMs, hash, previous, shipped: false };
}

function recordOf(...history: PolicyEvent[]) {
  return shadowRecord(history, { shippedHash: "shipped", documentOf: (hash) => DOCUMENTS.get(hash), nowMs: NOW_MS });
}

describe("shadowRecord", () => {
  it("has a rule in shadow from the policy that put it there to the one that took it out", () => {
    expect(recordOf(back("shipped", "shadow", 1_000), back("shadow", "live", 4_000))).toEqual({
      live: [RULE],
      spans: [{ rule: RULE, fromMs: 1_000, untilMs: 4_000 }],
    });
  });

  it("has it in shadow until now where nothing came after", () => {
    expect(recordOf(back("shipped", "shadow", 1_000))).toEqual({
      live: [],
      spans: [{ rule: RULE, fromMs: 1_000, untilMs: NOW_MS }],
    });
  });

  it("saw nothing of a policy whose document is gone", () => {
    expect(recordOf(back("shipped", "gone", 1_000), back("gone", "live", 4_000)).spans).toEqual([]);
  });
});
