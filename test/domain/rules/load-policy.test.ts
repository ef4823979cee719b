import { assert, describe, expect, it } from "vitest";
import { loadPolicy, policyAt } from "../../../src/domain/rules/load-policy.ts";
import type { HashedPolicy } from "../../../src/domain/rules/policy-document.ts";

const NOW_MS = Date.parse("2026-11-01T12:00:00Z");

const DOCUMENT: HashedPolicy = {
  format: 1,
  hash: `sha256-${"A".repeat(43)}`,
  policy: {
    title: "A policy of one rule",
    packs: { test: "Rules of this test" },
    thresholds: [
      { challenge: 0.5, review: 0.8, deny: "never" },
      { mode: "draw", challenge: 0.4, review: 0.8, deny: "never" },
      { channel: "web", challenge: 0.3, review: 0.8, deny: 0.99 },
      { channel: "web", mode: "draw", challenge: 0.2, review: 0.8, deny: 1 },
    ],
    withoutScore: "challenge",
  },
  rules: [
    {
      id: "test.listed-account",
      title: "The account is on the list",
      why: "So that a list can be seen at work (OAT-005).",
      owner: "trust",
      status: "live",
      when: "account.key in lists.known",
      then: { weight: 1.5 },
      reason: "LISTED",
      message: "The account is on the list.",
      falsePositives: ["Whoever is on the list by mistake."],
      examples: [{ given: { "account.key": "a" }, lists: { known: ["a"] }, expect: "match" }],
    },
  ],
  lists: {
    known: {
      title: "Accounts that are known",
      kind: "account",
      owner: "trust",
      max: 10,
      entries: [
        { value: "acc_1", provenance: "written for this test", added: "2026-10-01", expires: "2026-11-02" },
        { key: "k_2", provenance: "written for this test", added: "2026-10-01", expires: "2026-11-02" },
      ],
    },
  },
};

function load(document: unknown) {
  const loaded = loadPolicy(document, (kind, value) => `pseudonym of ${kind} ${value}`);
  assert(loaded.ok);
  return loaded.value;
}

describe("loadPolicy", () => {
  it("gives a policy under its document's hash whose rules say what decisions need", () => {
    const policy = policyAt(load(DOCUMENT), NOW_MS);
    expect(policy.hash).toBe(DOCUMENT.hash);
    expect(policy.withoutScore).toBe("challenge");
    expect(policy.findRule("test.listed-account")).toMatchObject({
      then: 1.5,
      reason: "LISTED",
      signals: ["account.key"],
    });
    expect(policy.findRule("test.other")).toBeUndefined();
  });

  it("pseudonymises values of lists by their kind and takes keys as they are", () => {
    const policy = policyAt(load(DOCUMENT), NOW_MS);
    const resultFor = (key: string) => policy.evaluate({ "account.key": key })[0]?.result;
    expect(resultFor("pseudonym of account acc_1")).toBe("match");
    expect(resultFor("k_2")).toBe("match");
    expect(resultFor("acc_1")).toBe("no_match");
  });

  it("lets an entry count until the first moment of the day on which it expires", () => {
    const policy = load(DOCUMENT);
    const resultAt = (time: string) => policyAt(policy, Date.parse(time)).evaluate({ "account.key": "k_2" })[0]?.result;
    expect(resultAt("2026-11-01T23:59:59.999Z")).toBe("match");
    expect(resultAt("2026-11-02T00:00:00Z")).toBe("no_match");
  });

  it("leaves retired rules out and evaluates drafts", () => {
    const [rule] = DOCUMENT.rules;
    const evaluated = (status: string) =>
      policyAt(load({ ...DOCUMENT, rules: [{ ...rule, status }] }), NOW_MS).evaluate({ "account.key": "k_2" });
    expect(evaluated("retired")).toEqual([]);
    expect(evaluated("draft")).toEqual([{ id: "test.listed-account", status: "draft", result: "match" }]);
  });

  it("takes the most specific thresholds, the channel's before the mode's, and leaves out what is never reached", () => {
    const { thresholds } = policyAt(load(DOCUMENT), NOW_MS);
    expect(thresholds("web", "draw")).toEqual({ challenge: 0.2, review: 0.8, deny: 1 });
    expect(thresholds("web", "flash")).toEqual({ challenge: 0.3, review: 0.8, deny: 0.99 });
    expect(thresholds("app", "draw")).toEqual({ challenge: 0.4, review: 0.8, deny: undefined });
    expect(thresholds("app", "flash")).toEqual({ challenge: 0.5, review: 0.8, deny: undefined });
  });

  it("refuses a document that is not one, with every reason", () => {
    const { hash: _, ...unhashed } = DOCUMENT;
    const loaded = loadPolicy({ ...unhashed, format: 2 }, (_kind, value) => value);
    assert(!loaded.ok);
    expect(loaded.error.map((problem) => problem.split(":")[0])).toEqual(["/format", "/hash"]);
  });

  it("refuses a document with a condition that cannot be read", () => {
    const [rule] = DOCUMENT.rules;
    const loaded = loadPolicy({ ...DOCUMENT, rules: [{ ...rule, when: "acount.key == 1" }] }, (_kind, value) => value);
    assert(!loaded.ok);
    expect(loaded.error).toEqual(['test.listed-account: There is no signal "acount.key".']);
  });
});
