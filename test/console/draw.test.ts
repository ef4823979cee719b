import { describe, expect, it } from "vitest";
import { type DrawPageView, renderDraw } from "../../src/console/pages/draw.tsx";
import { frameIn } from "./frame.ts";

const FRAME = frameIn("sales");
const SCRIPT = '"><script>alert(1)</script>';
const BEFORE: DrawPageView = {
  saleId: "aurora",
  title: "Aurora 3",
  phase: "scheduled",
  mayAct: true,
  stage: "registering",
  nextAtMs: 60_000,
  drawAtMs: 120_000,
  round: 42,
  steps: [],
  taken: 0,
};
const CALLING: DrawPageView = {
  ...BEFORE,
  stage: "calling",
  steps: [
    { atMs: 0, count: 1200 },
    { atMs: 1000, count: 34 },
  ],
  commitment: {
    charter: "c",
    n: 1200,
    root: "r",
    eligible: 1100,
    shared: 60,
    excluded: { automation: 25, identity: 10, eligibility: 5 },
    withdrawn: 34,
    weights: { "1": 1200 },
    reasonsHash: "h",
    policyHash: "p",
    modelVersion: "m",
    round: 42,
    frozenAt: "1970-01-01T00:01:00Z",
  },
  called: 300,
  progress: { ranges: [], calledTo: 340, paused: true, vacatedByOperator: 2, isOver: false },
  taken: 290,
};

const words = async (view: DrawPageView) => String(await renderDraw(view, FRAME));

describe("the page of a draw for staff", () => {
  it("is a whole document without inline script and style, and repeats no markup", async () => {
    const page = await words({ ...CALLING, title: SCRIPT, saleId: SCRIPT });
    expect(page).toMatch(/^<!doctype html><html lang="en">/);
    expect(page).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on[a-z]+=/);
    expect(page).not.toContain("<script>alert");
  });

  it("says what will be here while nobody has registered, and tells nothing of who is judged", async () => {
    const page = await words(BEFORE);
    expect(page).toContain("No registration yet.");
    expect(page).toContain("until then everybody gets the same answer");
    expect(page).toContain("Nobody is called yet.");
  });

  it("shows registrations over time, groups, exclusions by reason, and how far it is called", async () => {
    const page = await words({ ...CALLING, late: 12 });
    expect(page).toContain("In line behind the list");
    const fact = (term: string) => new RegExp(`<dt>${term}</dt><dd>([0-9,]+)</dd>`).exec(page)?.[1];
    expect(page).toContain("<strong>1,234</strong> so far");
    expect([fact("Eligible"), fact("Share the chance of their household")]).toEqual(["1,100", "60"]);
    expect([fact("Excluded as automated"), fact("Excluded for identity"), fact("Excluded as not eligible")]).toEqual([
      "25",
      "10",
      "5",
    ]);
    expect([fact("Called up to place"), fact("Units held or bought"), fact("Units that wait for a redraw")]).toEqual([
      "340",
      "290",
      "2",
    ]);
    expect(page).toContain("turns stand still");
  });

  it("offers to pause to who may, and to nobody else", async () => {
    expect(await words(CALLING)).toContain('action="/console/sales/aurora/pause"');
    expect(await words({ ...CALLING, mayAct: false })).not.toContain("<form");
  });
});
