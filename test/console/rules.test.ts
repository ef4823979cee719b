import { describe, expect, it } from "vitest";
import { renderPolicyChange, renderPolicyProblems } from "../../src/console/pages/policy-change.tsx";
import { renderRule } from "../../src/console/pages/rule.tsx";
import { renderRules } from "../../src/console/pages/rules.tsx";
import {
  eventWords,
  type RulesFilter,
  replayWords,
  rulesPageView,
  thenWords,
} from "../../src/console/view-models/rules.ts";
import { nextEntry } from "../../src/domain/hash-chain.ts";
import type { PolicyEvent, ReplaySummary } from "../../src/domain/policy/policy-event.ts";
import type { PolicyProposal } from "../../src/domain/policy/policy-state.ts";
import { replayReport } from "../../src/domain/rules/replay/replay-report.ts";
import { newTally } from "../../src/domain/rules/replay/replay-tally.ts";
import type { RuleFile } from "../../src/domain/rules/rule-file.ts";
import { frameIn } from "./frame.ts";

const FRAME = frameIn("rules");
const SCRIPT = '"><script>alert(1)</script>';
const RULE: RuleFile = {
  id: "test.subject",
  title: "A very large order by somebody unknown",
  why: "Large orders empty a sale (OWASP OAT-005 scalping).",
  owner: "trust",
  status: "live",
  when: "order.quantity >= 10",
  then: "deny",
  reason: "ORDER_LARGE",
  message: "The order is for ten units or more.",
  falsePositives: ["A school that orders for a class."],
  examples: [{ given: { "order.quantity": 12 }, expect: "match" }],
};
const DOCUMENT = {
  format: 1 as const,
  policy: { title: "A policy", packs: {}, thresholds: [], withoutScore: "challenge" as const },
  rules: [
    RULE,
    { ...RULE, id: "test.watched", status: "shadow" as const },
    { ...RULE, id: "test.old", status: "retired" as const },
  ],
  lists: {},
};
const NONE = { allow: 0, challenge: 0, review: 0, deny: 0 };
const REPLAY: ReplaySummary = {
  decisions: 200,
  newlyDenied: 3,
  newlyDeniedShare: 0.015,
  noLongerDenied: 1,
  before: NONE,
  after: NONE,
};
const ACT = { by: { sub: "ana", email: "ana@firsthand.test" }, atMs: 0, why: SCRIPT };
const PUBLISHED: PolicyEvent = {
  kind: "published",
  ...ACT,
  hash: "sha256-a",
  previous: "sha256-b",
  effect: REPLAY,
  breakGlass: false,
  approval: null,
};
const PROPOSAL: PolicyProposal = {
  kind: "proposed",
  id: 4,
  ...ACT,
  hash: "sha256-c",
  effect: null,
  needs: ["no-replay"],
};
const OVERVIEW = {
  liveHash: "sha256-a",
  shippedHash: "sha256-b",
  proposals: [PROPOSAL],
  history: [nextEntry(undefined, PUBLISHED)],
};
const ACTIVITY = {
  activity: new Map([
    ["test.watched", { rule: "test.watched", hits: 8, allowed: 6, abuse: 1, genuine: 3, trend: [3, 0, 5] }],
  ]),
  span: { decisions: 40, fromMs: 0, toMs: 3_600_000 },
};
const ACTIVITY_OF_RULE = { span: { decisions: 0 }, series: [] };
const CHANGES_OF_RULE = [
  {
    event: PUBLISHED,
    change: {
      kind: "rule",
      name: RULE.id,
      change: "changed",
      fields: [{ field: "then", before: "review", after: SCRIPT }],
    },
  },
] as const;
const VIEW = rulesPageView(DOCUMENT, OVERVIEW, ACTIVITY);
const CHANGE = {
  hash: "sha256-c",
  changes: [
    { kind: "rule", name: SCRIPT, change: "changed", fields: [{ field: "when", before: "a < b", after: SCRIPT }] },
  ],
  report: replayReport(newTally()),
} as const;

const pages = [
  ["rules", () => renderRules(VIEW, FRAME)],
  [
    "rule",
    () =>
      renderRule(
        {
          rule: { ...RULE, title: SCRIPT },
          text: SCRIPT,
          activity: ACTIVITY_OF_RULE,
          matched: [],
          history: CHANGES_OF_RULE,
        },
        FRAME,
      ),
  ],
  [
    "a chosen policy",
    () => renderPolicyChange({ ...CHANGE, source: { kind: "chosen", document: SCRIPT, oneIsEnough: true } }, FRAME),
  ],
  [
    "a proposal",
    () => renderPolicyChange({ ...CHANGE, source: { kind: "proposed", proposal: PROPOSAL, mayApprove: true } }, FRAME),
  ],
  ["problems", () => renderPolicyProblems([{ file: SCRIPT, line: 1, column: 1, code: "c", message: SCRIPT }], FRAME)],
] as const;

describe("every rules page", () => {
  it.each(pages)("%s is a whole document without inline script and style, and repeats no markup", async (_, render) => {
    const page = String(await render());
    expect(page).toMatch(/^<!doctype html><html lang="en">/);
    expect(page).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on[a-z]+=/);
    expect(page).not.toContain("<script>alert");
    expect(page).toMatch(/<a href="\/console\/rules" aria-current="page">/);
  });
});

describe("the rules page", () => {
  it("groups rules by status, with what each did, and leaves retired ones out", () => {
    expect(VIEW.groups.map(({ status, rules }) => [status, rules.map(({ id }) => id)])).toEqual([
      ["live", ["test.subject"]],
      ["shadow", ["test.watched"]],
      ["draft", []],
    ]);
    expect(VIEW.groups[1]?.rules[0]).toMatchObject({ hits: 8, allowed: 6, precision: 0.25 });
  });

  it("draws what each rule did over time, and says it in words", async () => {
    const page = String(await renderRules(VIEW, FRAME));
    expect(page).toContain('aria-label="At most 5, lately 5"');
    expect(page).toMatch(/Hits among the latest 40 decisions.*<time datetime="1970-01-01T01:00:00.000Z"/);
  });

  it("shows one pack, by hits, and says where it has no such rule", async () => {
    const watched = { ...RULE, id: "other.watched" };
    const document = {
      ...DOCUMENT,
      policy: { ...DOCUMENT.policy, packs: { test: "What tests are about.", other: "All else." } },
      rules: [RULE, { ...RULE, id: "test.watched" }, watched],
    };
    const idsOf = (filter: RulesFilter) =>
      rulesPageView(document, OVERVIEW, ACTIVITY, filter).groups[0]?.rules.map(({ id }) => id);
    expect(idsOf({ order: "id" })).toEqual(["test.subject", "test.watched", "other.watched"]);
    expect(idsOf({ order: "hits" })).toEqual(["test.watched", "test.subject", "other.watched"]);
    expect(idsOf({ pack: "other", order: "id" })).toEqual(["other.watched"]);
    const page = String(
      await renderRules(rulesPageView(document, OVERVIEW, ACTIVITY, { pack: "other", order: "id" }), FRAME),
    );
    expect(page).toContain("The pack other has no rule with the status shadow.");
    expect(page).toMatch(/<option value="other" selected/);
  });

  it("claims no precision without labels", () => {
    expect(VIEW.groups[0]?.rules[0]).toMatchObject({ hits: 0, precision: undefined });
  });

  it("says who made the live policy live, and of the one that came with the service that nobody did", async () => {
    expect(String(await renderRules(VIEW, FRAME))).toMatch(
      /live since <time[^>]*>[^<]*<\/time>, by ana@firsthand\.test/,
    );
    const shipped = String(await renderRules(rulesPageView(DOCUMENT, { ...OVERVIEW, history: [] }, ACTIVITY), FRAME));
    expect(shipped).toContain("A policy · as it came with the service");
  });

  it("says which proposals a publication ended", async () => {
    const { id, ...proposed } = PROPOSAL;
    const first = nextEntry(undefined, proposed);
    const history = [first, nextEntry(first, PUBLISHED)];
    const page = String(await renderRules(rulesPageView(DOCUMENT, { ...OVERVIEW, history }, ACTIVITY), FRAME));
    expect(page).toContain("Ended proposal 1: replayed against a policy that is live no more.");
  });

  it("offers no rollback where nothing was published", async () => {
    const untouched = rulesPageView(DOCUMENT, { ...OVERVIEW, history: [] }, ACTIVITY);
    expect(String(await renderRules(untouched, FRAME))).not.toContain("/console/rules/rollback");
    expect(String(await renderRules(VIEW, FRAME))).toContain("/console/rules/rollback");
  });
});

describe("the page of a rule", () => {
  it("says of a rule that is not live what it would have met, by verdict", async () => {
    const activity = {
      span: { decisions: 9 },
      series: [
        { atMs: 0, allow: 3, challenge: 0, review: 0, deny: 1 },
        { atMs: 60_000, allow: 0, challenge: 0, review: 0, deny: 0 },
      ],
    };
    const rule = { ...RULE, status: "shadow" as const };
    const page = String(await renderRule({ rule, text: "", activity, matched: [], history: [] }, FRAME));
    expect(page).toContain("4 of the latest 9 decisions");
    expect(page).toContain("what it would have met");
    expect(page).toContain('<path class="fill-allow" data-path="allow" d="M0,55');
  });

  it("says who changed it, why, and what became of it", async () => {
    const view = { rule: RULE, text: "", activity: ACTIVITY_OF_RULE, matched: [], history: CHANGES_OF_RULE };
    const page = String(await renderRule(view, FRAME));
    expect(page).toContain("ana@firsthand.test published");
    expect(page).toMatch(/then: <del class="code">review<\/del> <ins class="code">/);
    expect(String(await renderRule({ ...view, history: [] }, FRAME))).toContain("it is as it came");
  });
});

describe("a proposal", () => {
  it("can be agreed to by another person only", async () => {
    const source = { kind: "proposed", proposal: PROPOSAL, mayApprove: false } as const;
    const page = String(await renderPolicyChange({ ...CHANGE, source }, FRAME));
    expect(page).not.toContain("/console/rules/proposals/4/approve");
    expect(page).toContain("/console/rules/proposals/4/withdraw");
  });
});

describe("words", () => {
  it.each([
    ["deny", "deny"],
    [{ weight: 0.7 }, "weight +0.7"],
    [{ weight: -0.7 }, "weight −0.7"],
  ] as const)("%j reads %s", (then, words) => expect(thenWords(then)).toBe(words));

  it.each([
    [PUBLISHED, "published"],
    [{ ...PUBLISHED, breakGlass: true }, "published alone, breaking glass"],
    [
      { ...PUBLISHED, approval: { proposal: 1, by: { sub: "ben", email: "ben@firsthand.test" }, why: "ok" } },
      "published, agreed by ben@firsthand.test",
    ],
    [{ kind: "withdrawn", ...ACT, proposal: 4 }, "withdrew proposal 4"],
    [{ kind: "rolled-back", ...ACT, hash: "a", previous: "b", shipped: false }, "rolled back"],
  ] as const)("says what happened: %#", (event, words) => expect(eventWords(event)).toBe(words));

  it("says what a replay found", () => {
    expect(replayWords(REPLAY)).toBe("Of 200 decisions 3 are newly denied (1.5%), 1 no longer.");
    expect(replayWords(null)).toBe("No recorded decision was replayed.");
  });
});
