import { describe, expect, it } from "vitest";
import type { ModelView } from "../../src/console/pages/model.tsx";
import { renderModel } from "../../src/console/pages/model.tsx";
import type { DriftRow } from "../../src/domain/scoring/drift/drift-report.ts";
import { frameIn } from "./frame.ts";

const FRAME = frameIn("model");
const SCRIPT = '"><script>alert(1)</script>';
const WINDOW = { from: "2026-11-01T00:00:00Z", to: "2026-11-08T00:00:00Z", recorded: 20_000, read: 10_000 };
const row = (name: string, change: Partial<DriftRow> = {}): DriftRow => ({
  name,
  level: "stable",
  index: 0.0312,
  chance: 0.05,
  observed: { reference: 500, current: 900 },
  absent: { reference: null, current: 100 },
  bins: [
    { upTo: 5, reference: 0.5, current: 0.25 },
    { upTo: null, reference: 0.5, current: 0.75 },
  ],
  ...change,
});
const DRIFT: ModelView["drift"] = {
  modelVersion: "checkout-v1.0",
  reference: "training",
  window: WINDOW,
  score: row("score", { level: "no-reference", index: null, chance: null }),
  features: [row("key.hold_ms_median"), row("pointer.turn_high")],
};

const page = async (change: Partial<ModelView["drift"]> = {}, asked: ModelView["asked"] = {}) =>
  String(await renderModel({ drift: { ...DRIFT, ...change }, asked, sales: [] }, FRAME));

describe("the page of the model", () => {
  it.each([
    ["Nothing has moved", {}],
    ["1 figure has moved", { features: [row("a", { level: "moved" }), row("b")] }],
    ["2 figures have drifted", { features: [row("a", { level: "drifted" }), row("b", { level: "drifted" })] }],
    ["Too few checkouts to say whether anything moved", { features: [row("a", { level: "too-few" })] }],
  ] as const)("is headed by what matters most: %s", async (headline, change) => {
    expect(await page(change)).toContain(`<h1>${headline}</h1>`);
  });

  it("says how many decisions of how many were read, and from when", async () => {
    expect(await page()).toContain("10,000 of 20,000 decisions from");
  });

  it("has the shares of each bar in a table", async () => {
    const text = await page();
    expect(text).toMatch(/up to 5<\/th><td class="number">50%<\/td><td class="number">25%<\/td>/);
    expect(text).toMatch(/above 5<\/th><td class="number">50%<\/td><td class="number">75%<\/td>/);
  });

  it("tells what a shadow model would have done otherwise, and of none that there is none", async () => {
    const shadow = {
      modelVersion: "checkout-v9.9",
      decisions: 800,
      meanDifference: 0.0123,
      largestDifference: 0.4,
      challenged: { both: 7, liveOnly: 5, shadowOnly: 3 },
    };
    const text = await page({ shadow });
    expect(text).toContain("checkout-v9.9</span> is tried beside it and decides nothing");
    expect(text).toMatch(/<dt>By the shadow alone<\/dt><dd>3<\/dd>/);
    expect(await page()).toContain("no model is tried beside it");
  });

  it("writes hostile text as text, without inline script and style", async () => {
    const text = await page(
      { modelVersion: SCRIPT, features: [row(SCRIPT)] },
      { from: SCRIPT, to: SCRIPT, sale: SCRIPT },
    );
    expect(text).not.toContain("<script>alert");
    expect(text).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on[a-z]+=/);
  });
});
