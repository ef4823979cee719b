import { assert, beforeAll, describe, expect, it } from "vitest";
import { loadPolicy } from "../../../../src/domain/rules/load-policy.ts";
import type { HashedPolicy, PolicyDocument } from "../../../../src/domain/rules/policy-document.ts";
import { policyFor } from "../../../../src/domain/rules/replay/policy-for.ts";
import { type ReadDecision, readRecordedDecision } from "../../../../src/domain/rules/replay/recorded-decision.ts";
import { replay } from "../../../../src/domain/rules/replay/replay.ts";
import { recordDecisions, shippedPolicy } from "../../../support/recorded-decisions.ts";

const DEVICE_RULE = "identity.one-device-per-account";

let shipped: HashedPolicy;
/** As they come from an export: through their JSON text. */
let recorded: readonly ReadDecision[];

beforeAll(() => {
  shipped = shippedPolicy();
  recorded = [...recordDecisions(300, shipped)].map((decision) => {
    const read = readRecordedDecision(JSON.stringify(decision));
    assert(read.ok);
    return read.value;
  });
});

function under(document: HashedPolicy) {
  return policyFor(() => {
    const loaded = loadPolicy(document, (_kind, value) => value);
    assert(loaded.ok);
    return loaded.value;
  });
}

/** The shipped policy with some of its rules changed, under a hash of its own. */
function changed(change: (rule: PolicyDocument["rules"][number]) => Partial<PolicyDocument["rules"][number]>) {
  const hash = `sha256-${"B".repeat(43)}`;
  return { ...shipped, hash, rules: shipped.rules.map((rule) => ({ ...rule, ...change(rule) })) };
}

describe("replay", () => {
  it("makes every decision again, byte for byte, under the policy that made it", () => {
    const report = replay(recorded, { after: under(shipped) });
    expect(report.reproduced).toEqual({ same: 300, different: [] });
    expect(report.before).toEqual(report.after);
    expect(report.changes).toEqual([]);
  });

  it("knows a decision by what it says, however the line that it came in is spaced", () => {
    const spaced = recorded.map(({ record, outcomes }) => {
      const read = readRecordedDecision(JSON.stringify({ record, outcomes }, null, 1));
      assert(read.ok);
      return read.value;
    });
    expect(replay(spaced, { after: under(shipped) }).reproduced).toEqual({ same: 300, different: [] });
  });

  it("names the decision that does not come out as it was recorded", () => {
    const [first, ...others] = recorded;
    assert(first !== undefined);
    const altered = { ...first.record.input, signals: { ...first.record.input.signals, "email.disposable": true } };
    const tampered = { ...first, record: { ...first.record, input: altered } };
    const { reproduced } = replay([tampered, ...others], { after: under(shipped) });
    expect(reproduced).toEqual({ same: 299, different: [first.record.decisionId] });
  });

  it("says of no decision that it was reproduced where another policy made it", () => {
    const { reproduced } = replay(recorded, { after: under(changed(() => ({}))) });
    expect(reproduced).toEqual({ same: 0, different: [] });
  });

  it.each(["as recorded", "under the policy before"])("names the rule that moved each decision, %s", (way) => {
    const before = way === "as recorded" ? undefined : under(shipped);
    const softer = changed(({ id }) => (id === DEVICE_RULE ? { then: "review" } : {}));
    const report = replay(recorded, { before, after: under(softer) });
    const denied = recorded.filter(
      ({ record }) => record.decision.verdict === "deny" && record.decision.reasons[0]?.rule === DEVICE_RULE,
    );
    expect(denied.length).toBeGreaterThan(0);
    expect(report.noLongerDenied).toBe(denied.length);
    expect(report.changes.map(({ movers }) => movers)).toEqual(denied.map(() => [DEVICE_RULE]));
    expect(report.movers).toEqual([{ rule: DEVICE_RULE, moved: denied.length, newlyDenied: 0 }]);
  });

  it("names a rule that is gone", () => {
    const without = changed(({ id }) => (id === DEVICE_RULE ? { status: "retired" } : {}));
    const { movers } = replay(recorded, { after: under(without) });
    expect(movers.map(({ rule }) => rule)).toEqual([DEVICE_RULE]);
  });

  it("names no rule where a threshold moved the decision", () => {
    const strict = changed(() => ({}));
    const thresholds = [{ challenge: "never" as const, review: "never" as const, deny: 0 }];
    const report = replay(recorded, {
      before: under(shipped),
      after: under({ ...strict, policy: { ...shipped.policy, thresholds } }),
    });
    expect(report.movers.find(({ rule }) => rule === null)?.newlyDenied).toBeGreaterThan(0);
    expect(report.after.deny + report.after.allow + report.after.challenge + report.after.review).toBe(300);
  });

  it("shows the share of those whom a change meets, by segment", () => {
    const noStores = changed(({ id }) =>
      id === "household.busy-building" ? { status: "live", when: 'channel == "store"', then: "deny" } : {},
    );
    const { segments, newlyDenied } = replay(recorded, { after: under(noStores) });
    const channels = segments.find(({ name }) => name === "channel")?.values ?? [];
    const store = channels.find(({ value }) => value === "store");
    expect(store?.deniedAfter).toBe(store?.decisions);
    expect(newlyDenied).toBe((store?.deniedAfter ?? 0) - (store?.deniedBefore ?? 0));
    for (const { value, deniedBefore, deniedAfter } of channels)
      if (value !== "store") expect(deniedAfter).toBe(deniedBefore);
  });

  it("measures precision and recall where decisions are labelled", () => {
    const everybody = changed(({ id }) =>
      id === DEVICE_RULE ? { when: "account.attempts_in_sale >= 0", then: "deny" } : {},
    );
    const { labels } = replay(recorded, { after: under(everybody) });
    expect(labels).toMatchObject({ abuse: 30, genuine: 30, denied: { after: { precision: 0.5, recall: 1 } } });
  });

  it("knows no precision where nobody is stopped, and no recall without labels", () => {
    const unlabelled = recorded.map((decision) => ({ ...decision, outcomes: [] }));
    const { labels } = replay(unlabelled, { after: under(shipped) });
    expect(labels.stopped.after).toEqual({ precision: null, recall: null });
  });
});

describe("readRecordedDecision", () => {
  it.each([
    ["{", "It is not JSON."],
    ["{}", "/record: Invalid input: expected object, received undefined"],
  ])("refuses %j with a reason", (line, error) => {
    expect(readRecordedDecision(line)).toEqual({ ok: false, error });
  });

  it.each([
    ["/record/input/signals", '"order.quantity":1', '"order.quantity":null', "expected signals"],
    ["/record/decision/rules", '"status":"live"', '"status":1', "expected results of rules"],
    [
      "/record/decision/verdict",
      '"verdict":"allow"',
      '"verdict":"maybe"',
      'expected one of "allow"|"challenge"|"review"|"deny"',
    ],
    ["/record/version", '"version":1', '"version":2', "expected 1"],
  ])("refuses a record that is wrong at %s", (path, text, other, problem) => {
    const line = recorded.find(({ record }) => record.decision.verdict === "allow")?.line ?? "";
    expect(line).toContain(text);
    const read = readRecordedDecision(line.replace(text, other));
    assert(!read.ok);
    expect(read.error).toMatch(new RegExp(`^${path}: `));
    expect(read.error).toContain(problem);
  });
});
