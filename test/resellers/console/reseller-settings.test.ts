import { describe, expect, it } from "vitest";
import { renderResellerSettings } from "../../../src/resellers/console/pages/reseller-settings.tsx";
import {
  effectWords,
  type ResellerSettingsView,
} from "../../../src/resellers/console/view-models/reseller-settings.ts";
import { frameIn } from "../../console/frame.ts";

const FRAME = frameIn("resellers");
const EFFECT = { cases: 120, newlyFlagged: 3, noLongerFlagged: 8, confirmedNotFlagged: 0 };
const BY = { sub: "staff-1", email: "ann@staff.example" };
const PREVIEW = { hash: "b".repeat(64), changes: [], effect: EFFECT, needs: [], moved: [] };
const PROPOSAL = {
  id: 3,
  kind: "proposed",
  by: BY,
  atMs: 0,
  why: "fewer false alarms",
  hash: "c".repeat(64),
  effect: EFFECT,
  needs: ["moves-many"],
} as const;
const VIEW: ResellerSettingsView = {
  liveHash: "a".repeat(64),
  isUnreadable: false,
  text: "thresholds: {}\n",
  proposals: [],
  history: [],
  sub: "staff-1",
  mayPublish: true,
};

const rendered = async (change: Partial<ResellerSettingsView> = {}) =>
  String(await renderResellerSettings({ ...VIEW, ...change }, FRAME));

describe("the page of detector settings", () => {
  it("names every problem with its place, and shows an attacker's text as text", async () => {
    const page = await rendered({
      text: "</textarea><script>alert(1)</script>",
      problems: [{ line: 4, column: 7, path: "weights.typo", message: "<script>" }],
    });
    expect(page).not.toContain("<script>alert");
    expect(page.replaceAll(/<[^>]*>/g, " ")).toMatch(/4\s+7\s+weights\.typo\s+&lt;script&gt;/);
    expect(page).toContain("<title>Error: ");
  });

  it("offers to publish what one person may, and to propose what needs two", async () => {
    expect(await rendered({ preview: PREVIEW })).toContain("Publish: the detectors use it at once");
    expect(await rendered({ preview: { ...PREVIEW, needs: ["moves-many"] } })).toContain("Propose: ");
    expect(await rendered({ preview: PREVIEW, mayPublish: false })).not.toContain("/settings/publish");
  });

  it("lets everybody agree but who proposed", async () => {
    expect(await rendered({ proposals: [PROPOSAL] })).not.toContain("/proposals/3/approve");
    const page = await rendered({ proposals: [PROPOSAL], sub: "staff-2" });
    expect(page).toContain("/proposals/3/approve");
    expect(page).toContain("It waits because it moves more than 10% of the undecided cases.");
  });

  it("says so where what was published cannot be read", async () => {
    expect(await rendered()).not.toContain("cannot read the settings");
    expect(await rendered({ isUnreadable: true })).toContain("cannot read the settings");
  });

  it("only shows the file to who may not publish", async () => {
    expect(await rendered({ mayPublish: false })).not.toMatch(/<button|\/preview"[^>]*>.*<button/);
  });
});

it.each([
  [{}, "Of 120 undecided cases, 3 would be flagged and 8 no longer."],
  [
    { confirmedNotFlagged: 1 },
    "Of 120 undecided cases, 3 would be flagged and 8 no longer. 1 confirmed impostor would not be flagged.",
  ],
])("effectWords of %o", (change, words) => {
  expect(effectWords({ ...EFFECT, ...change })).toBe(words);
});
