import { describe, expect, it } from "vitest";
import { LinkedCases } from "../../../src/resellers/console/components/linked-cases.tsx";
import { renderPartners } from "../../../src/resellers/console/pages/partners.tsx";
import { listPartners } from "../../../src/resellers/console/view-models/partners.ts";
import type { Partner } from "../../../src/resellers/domain/authorized/partner.ts";
import { frameIn } from "../../console/frame.ts";

const A_LABELS = "xn--mnchen-3ya.example";
const PARTNER: Partner = {
  id: "north",
  legalName: "North Stores",
  storefrontNames: [],
  aliases: [],
  hosts: [A_LABELS, "plain.example"],
  urlPrefixes: [],
  regions: [],
  validFrom: "2026-01-01",
};
const BOTH_FORMS =
  '<code class="subject">xn--mnchen-3ya.example</code><span class="soft small"> shown as <code class="subject">münchen.example</code></span>';
const NOW_MS = Date.parse("2026-11-23T12:00:00Z");

describe("a host whose letters of DNS differ from those that a person sees", () => {
  it("stands in both forms in the list of linked cases", () => {
    const cases = [{ caseId: "case_1", subject: A_LABELS, state: "new", by: "purchase" }] as const;
    expect(String(LinkedCases({ cases, of: "checkout" }))).toContain(BOTH_FORMS);
  });

  it("stands in both forms on the page of partners, and is found by either", () => {
    for (const q of ["xn--mnchen", "münchen"]) {
      const found = listPartners([PARTNER], { q, nowMs: NOW_MS });
      const page = String(
        renderPartners({ version: 1, partners: 1, ...found, mayImport: false }, frameIn("resellers")),
      );
      expect(page).toContain(BOTH_FORMS);
      expect(page).toContain('<code class="subject">plain.example</code>');
    }
  });
});
