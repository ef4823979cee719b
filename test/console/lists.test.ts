import { describe, expect, it } from "vitest";
import { renderList } from "../../src/console/pages/list.tsx";
import { renderLists } from "../../src/console/pages/lists.tsx";
import { entryRows, listRows, pageOfEntries } from "../../src/console/view-models/lists.ts";
import type { RuleFile } from "../../src/domain/rules/rule-file.ts";
import { frameIn } from "./frame.ts";

const FRAME = frameIn("lists");
const SCRIPT = '"><script>alert(1)</script>';
const NOW_MS = Date.parse("2026-11-23T12:00:00Z");
const entry = (expires: string) => ({ key: `e1.${expires}`, provenance: SCRIPT, added: "2026-09-01", expires });
const LIST = {
  title: "Accounts of this test",
  kind: "account" as const,
  owner: "trust",
  max: 10,
  entries: [entry("2027-11-01"), entry("2026-11-23"), entry("2026-12-23"), entry("2026-12-24")],
};
const RULE: RuleFile = {
  id: "test.subject",
  title: "An account that is on the list",
  why: "Accounts that are known for scalping (OWASP OAT-005).",
  owner: "trust",
  status: "shadow",
  when: "account.key in lists.known",
  then: "deny",
  reason: "ACCOUNT_KNOWN",
  message: "The account is on the list of this test.",
  falsePositives: ["Somebody whose account was taken over."],
  examples: [{ given: {}, expect: "absent" }],
};
const DOCUMENT = {
  format: 1 as const,
  policy: { title: "A policy", packs: {}, thresholds: [], withoutScore: "challenge" as const },
  rules: [RULE, { ...RULE, id: "test.other", when: "order.quantity > 3" }],
  lists: { known: LIST, unread: { ...LIST, entries: [] } },
};
const [ROW, UNREAD] = listRows(DOCUMENT, NOW_MS);
const rows = entryRows(pageOfEntries(LIST, 0).entries, ({ key }) => key ?? "", NOW_MS);

describe("the lists page", () => {
  it("counts what counts, ends soon and has ended, and names the rules that look there", () => {
    expect(ROW).toMatchObject({
      name: "known",
      entries: { counts: 2, soon: 1, expired: 1 },
      rules: [{ id: "test.subject", status: "shadow" }],
    });
    expect(UNREAD).toMatchObject({ entries: { counts: 0, soon: 0, expired: 0 }, rules: [] });
  });

  it("leads to each list and each rule", async () => {
    const page = String(await renderLists(ROW === undefined ? [] : [ROW], FRAME));
    expect(page).toContain('href="/console/lists/known"');
    expect(page).toContain('href="/console/rules/test.subject"');
    expect(page).toMatch(/<a href="\/console\/lists" aria-current="page">/);
  });
});

describe("the page of a list", () => {
  it("shows what ends first before the rest, and marks what has ended in words", () => {
    expect(rows.map(({ expires, state }) => [expires, state])).toEqual([
      ["2026-11-23", "expired"],
      ["2026-12-23", "soon"],
      ["2026-12-24", "counts"],
      ["2027-11-01", "counts"],
    ]);
  });

  it("is cut into pages", () => {
    const long = { ...LIST, entries: Array.from({ length: 250 }, () => entry("2027-01-01")) };
    expect(
      [0, 100, 200].map((from) => [pageOfEntries(long, from).entries.length, pageOfEntries(long, from).next]),
    ).toEqual([
      [100, 100],
      [100, 200],
      [50, undefined],
    ]);
  });

  it.each([
    ["found", rows.slice(0, 1), "1 entry names it"],
    ["not found", [], "No entry names it."],
    ["not to be read", "unreadable", "This cannot be read as an account id, nor as a key."],
  ] as const)("says what was %s, and repeats no markup", async (_, found, words) => {
    if (ROW === undefined) throw new TypeError("the document has a list");
    const view = { list: ROW, rows, total: 4, from: 0, shop: "shop-a", shops: ["shop-a", "shop-b"], found };
    const page = String(await renderList(view, FRAME));
    expect(page).toContain(words);
    expect(page).toMatch(/^<!doctype html><html lang="en">/);
    expect(page).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on[a-z]+=/);
    expect(page).not.toContain("<script>alert");
    expect(page).toContain("<del>2026-11-23</del>");
  });
});
