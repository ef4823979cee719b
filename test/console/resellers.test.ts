import { describe, expect, it } from "vitest";
import { renderOfficial } from "../../src/console/pages/official.tsx";
import { renderResellers } from "../../src/console/pages/resellers.tsx";
import { casesHref, neighbours, type ResellersView, readsAs } from "../../src/console/view-models/resellers.ts";
import { moneyWords } from "../../src/console/words/money.ts";
import type { CaseView } from "../../src/wire/case.ts";

const FRAME = { environment: "test", person: { email: "brand@staff.example", roles: ["brand"] } };
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
  allowed: ["confirm", "authorise", "dismiss"],
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
  cases: [CASE],
  shown: CASE,
  mayDecide: true,
  records: [],
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
    expect(keys(await rendered())).toEqual(["e", "a", "d"]);
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
  ])("of %s are %s and %s", (caseId, previous, next) => {
    const found = neighbours(cases, caseId);
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
