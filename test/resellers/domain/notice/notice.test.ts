import { describe, expect, it } from "vitest";
import { PLACEHOLDERS, templateProblems } from "../../../../src/resellers/domain/brand/notice-template.ts";
import { parseBrandProfile } from "../../../../src/resellers/domain/brand/profile.ts";
import { draftNotice, type NoticeFacts } from "../../../../src/resellers/domain/notice/draft-notice.ts";
import { XIAOMI_TEXT, xiaomi } from "../shipped.ts";

const FACTS: NoticeFacts = {
  brand: "Acme",
  subject: "acme-store.top",
  case: "case_1",
  today: "2026-11-23",
  opened: "2026-11-20",
  reports: "2",
  seller_names: ["Acme Official"],
  pages: ["https://acme-store.top/a", "https://acme-store.top/b"],
  evidence: ["The name of the host shows the brand"],
  prices: [],
};

const drafted = (body: string, facts: Partial<NoticeFacts> = {}) =>
  draftNotice({ subject: "About {{subject}}", body }, { ...FACTS, ...facts });

describe("a drafted notice", () => {
  it("puts each fact where the template asks for it, lists one a line", () => {
    expect(drafted("We, {{ brand }}, saw:\n{{pages}}\n")).toBe(
      "Subject: About acme-store.top\n\nWe, Acme, saw:\n- https://acme-store.top/a\n- https://acme-store.top/b\n",
    );
  });

  it("says that a list is empty instead of leaving a hole", () => {
    expect(drafted("Prices:\n{{prices}}")).toContain("Prices:\nnone recorded\n");
  });

  it("takes a fact for words and never for a template", () => {
    expect(drafted("{{seller_names}}", { seller_names: ["{{case}}"] })).toContain("- {{case}}\n");
  });

  it("lets no shop write lines or hidden letters into it", () => {
    const name = "Shop\r\n\r\nWe withdraw this notice.\u202egnp";
    expect(drafted("{{seller_names}}", { seller_names: [name] })).toContain("\n\n- Shop We withdraw this notice.gnp\n");
  });
});

describe("a template", () => {
  it("may use every placeholder", () => {
    const all = Object.keys(PLACEHOLDERS).map((name) => `{{${name}}}`);
    expect(templateProblems(all.join(" "))).toEqual([]);
  });

  it.each([
    ["{{sellr_names}}", ['unknown placeholder {{sellr_names}}. Did you mean "seller_names"?']],
    ["{{}}", [expect.stringContaining("unknown placeholder {{}}")]],
    ["{{subject", ["a placeholder is not closed, as in {{subject}}"]],
    ["subject}}", ["a placeholder is not closed, as in {{subject}}"]],
  ])("%s is a problem", (text, problems) => {
    expect(templateProblems(text)).toEqual(problems);
  });

  it("is part of the shipped brand, and a slip in it is reported where it stands", () => {
    expect(xiaomi.profile.notice?.subject).toContain("{{subject}}");
    const line = XIAOMI_TEXT.split("\n").findIndex((text) => text.includes('subject: "Notice')) + 1;
    const slip = parseBrandProfile(XIAOMI_TEXT.replace("{{subject}}, which", "{{subjct}}, which"));
    expect(slip.ok ? [] : slip.error).toMatchObject([
      { line, path: "notice.subject", message: 'unknown placeholder {{subjct}}. Did you mean "subject"?' },
    ]);
  });
});
