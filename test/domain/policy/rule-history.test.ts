import { describe, expect, it } from "vitest";
import type { PolicyEvent } from "../../../src/domain/policy/policy-event.ts";
import { ruleHistory } from "../../../src/domain/policy/rule-history.ts";
import type { RuleFile } from "../../../src/domain/rules/rule-file.ts";

const RULE: RuleFile = {
  id: "test.subject",
  title: "A very large order by somebody unknown",
  why: "Large orders empty a sale (OWASP OAT-005 scalping).",
  owner: "trust",
  status: "live",
  when: "order.quantity >= 10",
  then: "review",
  reason: "ORDER_LARGE",
  message: "The order is for ten units or more.",
  falsePositives: ["A school that orders for a class."],
  examples: [{ given: { "order.quantity": 12 }, expect: "match" }],
};
const withRules = (...rules: RuleFile[]) => ({
  format: 1 as const,
  policy: { title: "A policy", packs: {}, thresholds: [], withoutScore: "challenge" as const },
  rules,
  lists: {},
});
const OTHER = { ...RULE, id: "test.other" };
const DOCUMENTS = new Map([
  ["none", withRules()],
  ["added", withRules(RULE)],
  ["beside", withRules(RULE, OTHER)],
  ["denies", withRules({ ...RULE, then: "deny" }, OTHER)],
]);
const documentOf = (hash: string) => DOCUMENTS.get(hash);
const ACT = { by: { sub: "ana", email: "ana@firsthand.test" }, atMs: 0, why: "for this test" };
const published = (previous: string, hash: string): PolicyEvent => ({
  kind: "published",
  ...ACT,
  previous,
  hash,
  effect: null,
  breakGlass: false,
  approval: null,
});

describe("ruleHistory", () => {
  it("names what each policy that went live did to the rule, latest first, and leaves out what did not touch it", () => {
    const history: PolicyEvent[] = [
      published("none", "added"),
      { kind: "proposed", ...ACT, hash: "denies", effect: null, needs: ["no-replay"] },
      published("added", "beside"),
      published("beside", "denies"),
      { kind: "rolled-back", ...ACT, previous: "denies", hash: "none", shipped: true },
    ];
    const events = ruleHistory(RULE.id, history, documentOf);
    expect(events.map(({ event, change }) => [event.kind, change.change, change.fields])).toEqual([
      ["rolled-back", "removed", []],
      ["published", "changed", [{ field: "then", before: "review", after: "deny" }]],
      ["published", "added", []],
    ]);
  });

  it("says nothing of a policy whose document is gone", () => {
    expect(ruleHistory(RULE.id, [published("gone", "added")], documentOf)).toEqual([]);
  });
});
