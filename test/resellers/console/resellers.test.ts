import { describe, expect, it } from "vitest";
import { neighbours } from "../../../src/console/neighbours.ts";
import { moneyWords } from "../../../src/domain/money-words.ts";
import { renderOfficial } from "../../../src/resellers/console/pages/official.tsx";
import { renderResellers } from "../../../src/resellers/console/pages/resellers.tsx";
import {
  type CaseFilterView,
  caseFilterView,
  casesHref,
  type ResellersView,
  triageWords,
} from "../../../src/resellers/console/view-models/resellers.ts";
import { readsAs } from "../../../src/resellers/domain/case/reads-as.ts";
import type { CaseView } from "../../../src/resellers/wire/case.ts";
import { frameIn } from "../../console/frame.ts";

const FRAME = frameIn("resellers");
const SCRIPT = '"><script>alert(1)</script>';
const CASE: CaseView = {
  caseId: "case_1",
  subject: "xiaomi-store.top",
  state: "in_review",
  score: 0.9991,
  flag: true,
  brand: "xiaomi",
  assignedTo: "brand@staff.example",
  reports: 2,
  objections: 1,
  group: { id: "case_1", cases: 1 },
  reach: 2,
  waitingSince: "2026-11-23T00:00:00.000Z",
  openedAt: "2026-11-23T00:00:00.000Z",
  updatedAt: "2026-11-23T00:00:00.000Z",
  confirmations: 1,
  allowed: ["confirm", "authorize", "dismiss"],
  evidence: [
    { detector: "shop-words", sign: "retail", weight: 2.4, detail: SCRIPT },
    { detector: "brand-name", sign: "distinctive", weight: 5, detail: 'name "xiaomi"' },
  ],
  received: [
    {
      reportId: "rep_1",
      kind: "suspicion",
      source: "public",
      receivedAt: "2026-11-23T00:00:00.000Z",
      url: SCRIPT,
      note: SCRIPT,
    },
  ],
  history: [],
  similar: [],
};
const VIEW: ResellersView = {
  filter: { scope: "open" },
  brands: [{ id: "xiaomi", name: "Xiaomi" }],
  people: ["brand@staff.example", "other@staff.example"],
  me: "brand@staff.example",
  nowMs: Date.parse("2026-11-25T00:00:00.000Z"),
  cases: [CASE],
  shown: CASE,
  confirmedByMe: false,
  mayDecide: true,
  metrics: { queue: [], detectors: [] },
};

const rendered = async (change: Partial<ResellersView> = {}) =>
  String(await renderResellers({ ...VIEW, ...change }, FRAME));

describe("the page of resellers", () => {
  it("is a whole document that works without inline script and style", async () => {
    for (const page of [await rendered(), String(await renderOfficial({}))]) {
      expect(page).toMatch(/^<!doctype html><html lang="en">/);
      expect(page).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on[a-z]+=/);
    }
  });

  it("shows what outsiders wrote as text, and links only itself", async () => {
    const page = await rendered();
    expect(page).not.toContain("<script>alert");
    expect(page).toContain("&lt;script&gt;alert(1)");
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href);
    expect(links.filter((href) => !/^(\/|#|data:image)/.test(href))).toEqual([]);
  });

  it("shows the heaviest evidence first", async () => {
    const page = await rendered();
    expect(page.indexOf("+5.00")).toBeLessThan(page.indexOf("+2.40"));
  });

  it("offers exactly what the case can take, and nothing to who may only read", async () => {
    const keys = (page: string) => [...page.matchAll(/<summary[^>]*data-key="(\w)"/g)].map(([, key]) => key);
    expect(keys(await rendered())).toEqual(["b", "e", "a", "d", "g"]);
    expect(keys(await rendered({ mayDecide: false }))).toEqual([]);
  });

  it.each<[string, Partial<ResellersView>, string]>([
    ["nothing to decide", { cases: [], shown: undefined }, "Nothing to decide"],
    ["a filter without cases", { cases: [], shown: undefined, filter: { scope: "taken_down" } }, "No case matches"],
    ["a case outside of the list", { cases: [] }, "No case is left in this view."],
  ])("says so of %s", async (_, change, words) => {
    expect(await rendered(change)).toContain(words);
  });
});

describe("what was done", () => {
  const done = { words: "3 cases were dismissed.", refused: 2 };

  it("is said, with what it left and a way back", async () => {
    const page = await rendered({ done: { ...done, undo: { batchId: "bat_1", leftMs: 4_000 } } });
    expect(page).toContain("3 cases were dismissed. 2 cases stay as before");
    expect(page).toMatch(/action="\/console\/resellers\/triage\/bat_1\/undo" data-undo-ms="4000"/);
  });

  it("has no way back where it cannot be undone", async () => {
    expect(await rendered({ done })).not.toContain("/undo");
  });

  it.each([
    ["take", undefined, "1 case was taken into review."],
    ["dismiss", undefined, "1 case was dismissed."],
    ["assign", "bob@staff.example", "1 case was given to bob@staff.example."],
    ["assign", undefined, "1 case was given back to everybody."],
  ] as const)("reads of %s to %s: %s", (action, to, words) => {
    expect(triageWords(action, 1, to)).toBe(words);
  });
});

describe("the queue", () => {
  it("shows the group of a case, how long it waits, how far it reaches and who works on it", async () => {
    const page = await rendered({ cases: [{ ...CASE, group: { id: "case_0", cases: 4 } }] });
    expect(page).toContain("4 alike");
    expect(page).toContain("group=case_0");
    expect(page).toContain("Waits 2 days · reach 2 · brand@staff.example");
  });

  it("lets those choose cases who decide, and nobody else", async () => {
    expect(await rendered()).toContain('type="checkbox" name="case" value="case_1"');
    expect(await rendered({ mayDecide: false })).not.toContain('name="case"');
  });

  it("keeps every part of the filter in the fields and in the file", async () => {
    const filter = { scope: "all", assigned: "me", group: "case_0", q: "mi", sort: "reach" } as const;
    const page = await rendered({ filter });
    expect(page).toMatch(/<option value="reach" selected/);
    expect(page).toMatch(/<option value="me" selected/);
    expect(page).toContain("/v1/cases/export?state=all&amp;assigned=me&amp;group=case_0&amp;q=mi&amp;sort=reach");
  });

  it("says how old it is", async () => {
    const queue = [{ state: "all" as const, cases: 12, oldestMs: 3 * 86_400_000, medianMs: 3_600_000 }];
    const page = await rendered({ metrics: { queue, detectors: [] } });
    expect(page.replaceAll(/<[^>]*>/g, " ")).toMatch(/All\s+12\s+3 days\s+60 min/);
  });
});

describe("caseFilterView", () => {
  it("reads what casesHref writes", () => {
    const filter: CaseFilterView = {
      scope: "in_review",
      brand: "xiaomi",
      assigned: "nobody",
      group: "case_1",
      q: "mi store&",
      sort: "age",
      after: "5~case_1",
    };
    expect(caseFilterView(new URL(casesHref(filter, "case_2"), "https://firsthand.test").searchParams)).toEqual(filter);
  });
});

describe("casesHref", () => {
  it.each([
    [{ scope: "open" } as const, undefined, "/console/resellers"],
    [
      { scope: "all", brand: "xiaomi", after: "0.5~case_1" } as const,
      "case_2",
      "/console/resellers?state=all&brand=xiaomi&after=0.5%7Ecase_1&case=case_2",
    ],
  ])("of %o and %s is an address that can be shared", (filter, caseId, href) => {
    expect(casesHref(filter, caseId)).toBe(href);
  });
});

describe("neighbours", () => {
  const cases = ["a", "b", "c"].map((caseId) => ({ ...CASE, caseId }));
  it.each([
    ["a", undefined, "b"],
    ["b", "a", "c"],
    ["c", "b", undefined],
    ["gone", undefined, "a"],
  ])("of %s are %s and %s", (shown, previous, next) => {
    const found = neighbours(cases, ({ caseId }) => caseId === shown);
    expect([found.previous?.caseId, found.next?.caseId]).toEqual([previous, next]);
  });
});

it("readsAs shows a subject in the letters of a browser, where those differ", () => {
  expect(readsAs(new URL("https://xіaomi.top").hostname)).toBe("xіaomi.top");
  expect(readsAs("xiaomi-store.top")).toBe(undefined);
});

it.each([
  [{ amountMinor: 1_399_900, currency: "INR" }, "₹13,999.00"],
  [{ amountMinor: 13_999, currency: "JPY" }, "JP¥13,999"],
])("moneyWords of %o is %s", (money, words) => {
  expect(moneyWords(money)).toBe(words);
});
