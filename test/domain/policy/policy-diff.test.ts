import { describe, expect, it } from "vitest";
import { hashPolicy } from "../../../src/cli/rules/policy-hash.ts";
import { policyDiff } from "../../../src/domain/policy/policy-diff.ts";
import { filesOf } from "../../../src/domain/policy/policy-files.ts";
import { checkPolicy } from "../../../src/domain/rules/check-policy.ts";
import { OPENED_AT_MS, shippedPolicy } from "../../support/recorded-decisions.ts";

const SHIPPED = shippedPolicy();
const RULE = "identity.one-device-per-account";

describe("policyDiff", () => {
  it("finds nothing between a policy and itself", () => {
    expect(policyDiff(SHIPPED, SHIPPED)).toEqual([]);
  });

  it("names the fields of a rule that differ, by their path", () => {
    const rules = SHIPPED.rules.map((rule) =>
      rule.id === RULE
        ? { ...rule, then: "review" as const, falsePositives: ["Nobody at all.", ...rule.falsePositives.slice(1)] }
        : rule,
    );
    const [first] = SHIPPED.rules.find(({ id }) => id === RULE)?.falsePositives ?? [];
    expect(policyDiff(SHIPPED, { ...SHIPPED, rules })).toEqual([
      {
        kind: "rule",
        name: RULE,
        change: "changed",
        fields: [
          { field: "then", before: "deny", after: "review" },
          { field: "falsePositives/0", before: first, after: "Nobody at all." },
        ],
      },
    ]);
  });

  it("names a rule that is new or gone, without its fields", () => {
    const rules = SHIPPED.rules.filter(({ id }) => id !== RULE);
    const part = { kind: "rule", name: RULE, fields: [] };
    expect(policyDiff(SHIPPED, { ...SHIPPED, rules })).toEqual([{ ...part, change: "removed" }]);
    expect(policyDiff({ ...SHIPPED, rules }, SHIPPED)).toEqual([{ ...part, change: "added" }]);
  });

  it("names a threshold that moved", () => {
    const [row, ...others] = SHIPPED.policy.thresholds;
    const policy = {
      ...SHIPPED.policy,
      thresholds: [{ challenge: 0.123, review: 0.9, deny: 1, ...{ channel: row?.channel } }, ...others],
    };
    const fields = policyDiff(SHIPPED, { ...SHIPPED, policy })[0]?.fields;
    expect(fields).toContainEqual({ field: "thresholds/0/challenge", before: String(row?.challenge), after: "0.123" });
  });

  it("counts entries of lists and never shows them: they name people", () => {
    const entry = { value: "acc_secret", provenance: "for this test", added: "2026-01-01", expires: "2027-01-01" };
    const [name = "", list] = Object.entries(SHIPPED.lists)[0] ?? [];
    if (list === undefined) throw new TypeError("the shipped policy has a list");
    const lists = { ...SHIPPED.lists, [name]: { ...list, entries: [...list.entries, entry] } };
    const diff = policyDiff(SHIPPED, { ...SHIPPED, lists });
    expect(diff).toEqual([
      {
        kind: "list",
        name,
        change: "changed",
        fields: [
          { field: "entries", before: `${list.entries.length} entries`, after: `${list.entries.length + 1} entries` },
        ],
      },
    ]);
  });
});

describe("filesOf", () => {
  it("gives files that the checker reads as the same policy, under the same hash", () => {
    const { document, problems } = checkPolicy(filesOf(SHIPPED), OPENED_AT_MS);
    expect(problems).toEqual([]);
    expect(document && hashPolicy(document).hash).toBe(SHIPPED.hash);
  });
});
