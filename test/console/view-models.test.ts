import { describe, expect, it } from "vitest";
import type { DecisionRecord } from "../../src/console/decision-record.ts";
import { decisionPage } from "../../src/console/view-models/decision.ts";
import { decisionsHref } from "../../src/console/view-models/decision-list.ts";
import { pageOfRule } from "../../src/console/view-models/rule-results.ts";
import { momentWords } from "../../src/console/words/moment.ts";
import { TEST_RULE_ID } from "../../src/domain/test-mode/test-policy.ts";
import { REFUSED } from "./decision-fixture.ts";

const USUAL = new Map([["visit.elapsed_ms", { low: 4000, high: 90_000 }]]);

function view(changes: Partial<DecisionRecord> = {}) {
  return decisionPage({ record: { ...REFUSED, ...changes }, usual: USUAL });
}

const HELD: Partial<DecisionRecord> = {
  verdict: "allow",
  reasons: [],
  allocation: { status: "held", holdId: "hold_1", quantity: 1, expiresAt: "2026-12-01T08:35:04.120Z" },
  buyer: { code: "held", message: "Yours for 5 minutes. Pay to keep it.", next: "pay" },
};

describe("the page of a rule", () => {
  it("is its own, and of a test value what the documents say of those", () => {
    expect(pageOfRule("identity.one/two").href).toBe("/console/rules/identity.one%2Ftwo");
    expect(pageOfRule(TEST_RULE_ID).href).toBe("/docs#/shop/checkout");
  });
});

describe("the verdict in words", () => {
  it.each<[string, Partial<DecisionRecord>]>([
    ["Denied: this device already has 1 unit in this sale, and the limit is 1.", {}],
    ["Asked for proof: this device already has 1 unit in this sale, and the limit is 1.", { verdict: "challenge" }],
    ["Sent to review: this device already has 1 unit in this sale, and the limit is 1.", { verdict: "review" }],
    ["Denied.", { reasons: [] }],
    [
      "Denied by a test value.",
      { reasons: [{ code: "TEST_VALUE", message: "Denied.", rule: TEST_RULE_ID, evidence: {} }] },
    ],
    ["Allowed. 1 unit was held for this buyer.", HELD],
    ["Allowed. 2 units were held for this buyer.", { ...HELD, allocation: { status: "held", quantity: 2 } }],
    ["Allowed, but no unit was free.", { ...HELD, allocation: { status: "sold_out" } }],
    [
      "Denied: UPI is not accepted in this sale.",
      { reasons: [{ code: "X", message: "UPI is not accepted in this sale" }] },
    ],
  ])("%s", (headline, changes) => {
    expect(view(changes).headline).toBe(headline);
  });
});

describe("what became of the units", () => {
  it.each<[string, Partial<DecisionRecord>]>([
    ["Nothing was allocated: only an allowed checkout takes units.", {}],
    ["Nothing was allocated: every unit was held or sold at that moment.", { allocation: { status: "sold_out" } }],
    ["1 unit held until 08:35:04 UTC, waiting for payment.", HELD],
    [
      "1 unit held, then sold at 08:31:00 UTC as order ord-1.",
      { ...HELD, hold: { state: "sold", at: "2026-12-01T08:31:00Z", orderId: "ord-1" } },
    ],
    [
      "1 unit held, then released by the shop at 08:31:00 UTC; the units went back to the sale.",
      { ...HELD, hold: { state: "released", at: "2026-12-01T08:31:00Z" } },
    ],
    [
      "1 unit held, but not paid in time; the hold ended at 08:35:04 UTC and the units went back to the sale.",
      { ...HELD, hold: { state: "expired", at: "2026-12-01T08:35:04Z" } },
    ],
  ])("%s", (words, changes) => {
    const { before, atMs, after } = view(changes).allocation;
    expect(before + (atMs === undefined ? "" : momentWords(atMs, "clock")) + after).toBe(words);
  });
});

describe("reasons", () => {
  it("keep their order, and name their evidence as the catalogue does", () => {
    expect(view().reasons).toEqual([
      {
        code: "LIMIT_DEVICE",
        message: "This device already has 1 unit in this sale, and the limit is 1.",
        rule: undefined,
        evidence: [{ title: "Units held or bought with this device", value: "1" }],
      },
      {
        code: "DEVICE_SHARED",
        message: "One device is checking out for several accounts",
        rule: "identity.one-device-per-account",
        evidence: [{ title: "Other accounts that hold or bought units with this device", value: "1" }],
      },
    ]);
  });
});

describe("signals", () => {
  it("stand by subject with their units, pseudonyms apart", () => {
    const rows = view().signals.map(({ title, rows }) => [
      title,
      ...rows.map(({ name, value }) => `${name}: ${value}`),
    ]);
    expect(rows).toEqual([
      ["Request", "channel: web"],
      ["Account", "account.age_hours: 1,100 days", "account.email_verified: yes"],
      ["Visit", "visit.state: ok", "visit.elapsed_ms: 310 ms"],
      ["Order", "order.quantity: 1"],
    ]);
  });

  it("lie against what is usual on one scale with room at both ends", () => {
    const elapsed = view()
      .signals.flatMap(({ rows }) => rows)
      .find(({ name }) => name === "visit.elapsed_ms");
    expect(elapsed?.range).toEqual({
      valueAt: "8.33%",
      usualStart: "11.76%",
      usualLength: "79.9%",
      standing: "lower than usual",
      usualWords: "4.0 s to 2 min",
    });
  });

  it("that the catalogue no longer has keep their name", () => {
    const rows = view({ signals: { "old.signal": 0.5 } }).signals.flatMap(({ rows }) => rows);
    expect(rows).toEqual([{ name: "old.signal", title: "old.signal", value: "0.5", range: undefined }]);
  });
});

describe("evidence", () => {
  it.each([
    ["limit.device", "Units allowed per device"],
    ["claimed.household", "Units already taken by this household"],
    ["risk", "Risk with the weights of matching rules"],
    ["order.quantity", "Units asked for"],
    ["unheard.of", "unheard.of"],
  ])("%s reads %j", (name, title) => {
    const [reason] = view({ reasons: [{ code: "X", message: "X", evidence: { [name]: 1 } }] }).reasons;
    expect(reason?.evidence).toEqual([{ title, value: "1" }]);
  });
});

describe("contributions", () => {
  it("come heaviest first, on one scale around zero", () => {
    const rows = view().score?.rows.map(({ feature, contribution, pull, barStart, barLength }) => [
      feature,
      contribution,
      pull,
      barStart,
      barLength,
    ]);
    expect(rows).toEqual([
      ["account.age_hours", "−3.60", "trust", "0%", "50%"],
      ["visit.elapsed_ms", "+2.10", "risk", "50%", "29.17%"],
      ["client.state", "+0.01", "risk", "50%", "0.07%"],
    ]);
  });

  it("name the baseline in words", () => {
    const score = {
      value: 0.1,
      logit: -2.2,
      modelVersion: "m",
      contributions: [{ feature: "baseline", value: 1, contribution: -2.2 }],
    };
    expect(view({ score }).score?.rows).toMatchObject([{ title: "Where every checkout starts", value: "" }]);
  });

  it("are absent where there was no score", () => {
    expect(view({ score: undefined }).score).toBe(undefined);
  });
});

describe("history", () => {
  it("says what the sale remembered and how much of each limit was taken, zeros apart", () => {
    expect(view().history).toEqual({
      found: [
        { title: "Units taken of the limit per device", value: "1 of 1", nothing: false },
        { title: "How units find buyers", value: "flash", nothing: false },
        { title: "Time since the sale opened", value: "4.1 s", nothing: false },
        { title: "Other accounts that hold or bought units with this device", value: "1", nothing: false },
        { title: "Units held or bought with this device", value: "1", nothing: false },
      ],
      nothing: [
        { title: "Units taken of the limit per account", value: "0 of 1", nothing: true },
        { title: "Units taken of the limit per household", value: "0 of 2", nothing: true },
        { title: "Units taken of the limit per payment", value: "0 of 2", nothing: true },
        { title: "Earlier checkouts of this account in the sale", value: "0", nothing: true },
      ],
    });
  });
});

describe("rules", () => {
  it("that matched stand apart from the silent ones, with their titles where the policy still has them", () => {
    const { spoke, silent } = view().rules;
    expect(spoke.map(({ result, title }) => [result, title])).toEqual([
      ["match", "One device is checking out for several accounts"],
    ]);
    expect(silent.map(({ result, title }) => [result, title])).toEqual([
      ["absent", undefined],
      ["no_match", "Many tries with one visit"],
    ]);
  });
});

describe("the address of a list", () => {
  it("carries its filter and its page, so that a view can be shared", () => {
    expect(decisionsHref({ saleId: "a", verdict: "deny", reason: "LIMIT_DEVICE" }, "cursor=1")).toBe(
      "/console/decisions?sale=a&verdict=deny&reason=LIMIT_DEVICE&after=cursor%3D1",
    );
    expect(decisionsHref({})).toBe("/console/decisions");
  });
});
