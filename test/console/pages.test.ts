import { describe, expect, it } from "vitest";
import { renderDecision } from "../../src/console/pages/decision.tsx";
import { renderDecisionList } from "../../src/console/pages/decision-list.tsx";
import { renderConsoleHome } from "../../src/console/pages/home.tsx";
import { renderNotAllowed } from "../../src/console/pages/not-allowed.tsx";
import { renderProblem } from "../../src/console/pages/problem.tsx";
import { renderSale } from "../../src/console/pages/sale.tsx";
import { decisionPage } from "../../src/console/view-models/decision.ts";
import type { SalePageView } from "../../src/console/view-models/sale.ts";
import { REFUSED } from "./decision-fixture.ts";
import { frameIn } from "./frame.ts";

const SCRIPT = '"><script>alert(1)</script>';
const FRAME = {
  ...frameIn("sales"),
  sale: { saleId: "aurora-2", title: "Aurora 2, first flash sale" },
};
const SALE: SalePageView = {
  saleId: "aurora-2",
  title: "Aurora 2, first flash sale",
  isTest: false,
  isDrawn: false,
  isByInvite: false,
  opensAtMs: 0,
  closesAtMs: 3_600_000,
  loosened: [],
  live: {
    ledger: {
      received: 10_000,
      free: 1868,
      held: 412,
      returning: 17,
      sold: 7420,
      withdrawn: 300,
      attempts: 3,
      unwrittenAttempts: 0,
      verdicts: { allow: 2, challenge: 0, review: 0, deny: 1 },
    },
    pressure: {
      level: "busy",
      headline: "Busy",
      cause: "Reached at 61 attempts.",
      now: "Last minute: 3 attempts.",
    },
    phase: "open",
    series: [{ atMs: 1000, allow: 2, challenge: 0, review: 0, deny: 1 }],
    seriesUntilMs: 2000,
    reasons: [{ code: "LIMIT_DEVICE", title: "The limit per device is reached", count: 1 }],
    serverTimeMs: 2000,
  },
  recent: [],
  mayManage: true,
};

const BESIDE = { cases: [], outcomes: [], labels: [] };
const decision = (record = REFUSED) => renderDecision(decisionPage({ record, usual: new Map() }), FRAME, BESIDE);

describe("every page", () => {
  it.each([
    ["sale", () => renderSale(SALE, FRAME)],
    ["decision", () => decision()],
    ["home", () => renderConsoleHome({ sales: [], mayMake: false }, FRAME)],
    [
      "decisions",
      () =>
        renderDecisionList({ filter: {}, rows: [], sales: [], reasonCodes: [], paged: false, mayFind: true }, FRAME),
    ],
    ["not allowed", () => renderNotAllowed({ email: "a@b.example", environment: "production", roleNeeded: "admin" })],
    ["problem", () => renderProblem({ title: "No such sale", detail: "It is unknown.", instance: "req_1" })],
  ])("%s is a whole document that works without inline script and style", async (_, render) => {
    const page = String(await render());
    expect(page).toMatch(/^<!doctype html><html lang="en">/);
    expect(page).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on[a-z]+=/);
  });

  it("names environment, sale and person", async () => {
    const page = String(await renderSale(SALE, FRAME));
    expect(page).toMatch(/Environment: <\/span>development/);
    expect(page).toMatch(/Sale: <\/span>Aurora 2, first flash sale/);
    expect(page).toMatch(/Signed in as <\/span>trust\.one@firsthand\.example/);
  });

  it("writes hostile text as text", async () => {
    const pages = [
      decision({
        ...REFUSED,
        shop: SCRIPT,
        reasons: [{ code: SCRIPT, message: SCRIPT, rule: SCRIPT, evidence: { [SCRIPT]: SCRIPT } }],
        signals: { [SCRIPT]: SCRIPT },
        history: { [SCRIPT]: SCRIPT },
        rules: [{ id: SCRIPT, status: "live", result: "match" }],
      }),
      renderSale(
        {
          ...SALE,
          title: SCRIPT,
          saleId: SCRIPT,
          missing: SCRIPT,
          live: { ...SALE.live, reasons: [{ code: SCRIPT, title: SCRIPT, count: 1 }] },
        },
        { ...FRAME, sale: { saleId: SCRIPT, title: SCRIPT } },
      ),
    ];
    for (const page of pages) expect(String(await page)).not.toContain("<script>");
  });
});

describe("the page of a decision", () => {
  it("names its sale in the header, whoever leads there", async () => {
    const view = decisionPage({ record: REFUSED, usual: new Map() });
    const page = String(await renderDecision(view, { ...FRAME, sale: undefined }, BESIDE));
    expect(page).toMatch(/Sale: <\/span>mi3-second/);
  });

  it("names what a model that is tried beside the live one said, and that it decides nothing", async () => {
    const page = String(
      await decision({ ...REFUSED, shadowScore: { value: 0.25, logit: -1.1, modelVersion: "checkout-v9.9" } }),
    );
    expect(page).toMatch(/checkout-v9\.9<\/span>, which is tried beside it and decides\s+nothing, gave 0\.25/);
    expect(String(await decision())).not.toContain("tried beside it");
  });

  it("says that nothing speaks for a browser that nothing speaks against, unless something does that costs", async () => {
    const allowed = { ...REFUSED, verdict: "allow" as const, reasons: [] };
    const known = { ...allowed, signals: { ...allowed.signals, "standing.reasons": "account browser" } };
    expect(String(await decision(allowed))).toContain("against this browser, and nothing speaks for it.");
    expect(String(await decision(known))).toContain("paid in earlier sales (account, browser).");
    expect(String(await decision({ ...allowed, challengeSettled: true }))).toContain("a challenge that was settled.");
    const withToken = { ...allowed, signals: { ...allowed.signals, "client.private_token": true } };
    expect(String(await decision(withToken))).toContain(
      "for the buyer speaks a token by which a maker vouches for the device",
    );
    expect(String(await decision())).not.toContain("Nothing speaks against");
    expect(String(await decision({ ...allowed, channel: "phone" }))).not.toContain("Nothing speaks against");
  });

  it("says that the risk leans against a checkout that weights of rules or the model made riskier than an unseen one", async () => {
    const allowed = { ...REFUSED, verdict: "allow" as const, reasons: [] };
    const leans = "The risk leans against this checkout and did not decide, and nothing speaks for it.";
    const score = (contribution: number, value: number) => ({
      value,
      logit: -2 + contribution,
      modelVersion: "checkout-v3.1",
      contributions: [
        { feature: "baseline", value: 1, contribution: -2 },
        { feature: "key.hold_ms_median", value: 14, contribution },
      ],
    });
    const byModel = String(await decision({ ...allowed, score: score(0.5, 0.182426), risk: 0.182426 }));
    const byWeights = String(await decision({ ...allowed, score: score(-0.5, 0.075858), risk: 0.2 }));
    for (const page of [byModel, byWeights]) {
      expect(page).toContain(leans);
      expect(page).not.toContain("Nothing speaks against");
    }
    expect(String(await decision({ ...allowed, score: score(0, 0.119203), risk: 0.119203 }))).toContain(
      "Nothing speaks against this browser",
    );
  });

  it("names what a browser contradicts itself in, beside a verdict that this did not move", async () => {
    const allowed = { ...REFUSED, verdict: "allow" as const, reasons: [] };
    const signals = {
      ...allowed.signals,
      "coherence.contradictions": 2,
      "coherence.named": "time_zone of-another-year",
    };
    const page = String(await decision({ ...allowed, signals }));
    const words = "its clock does not show the time of its time zone; of-another-year";
    expect(page).toContain(
      `No rule that counts speaks against this browser, though ${words}, and nothing speaks for it.`,
    );
    expect(page).toContain(`>${words}<`);
  });

  it("says what the weights of rules made of the score, where they changed it", async () => {
    const page = (risk: number) => decision({ ...REFUSED, risk });
    expect(String(await page(0.61))).toContain(", 0.61 with the weights of matching rules");
    expect(String(await page(0.183204))).not.toContain("with the weights of matching rules");
  });
});

describe("the page of a sale", () => {
  it("shows figures that add up, and what of the held is returning", async () => {
    const page = String(await renderSale(SALE, FRAME));
    const figure = (name: string) =>
      Number(page.match(new RegExp(`data-figure="${name}"[^>]*>([0-9,]+)<`))?.[1]?.replaceAll(",", ""));
    expect(figure("free") + figure("held") + figure("sold") + figure("withdrawn")).toBe(figure("received"));
    expect(figure("returning")).toBe(17);
  });

  it("names the window of its chart, and reasons by their titles beside their codes", async () => {
    const page = String(await renderSale(SALE, FRAME));
    expect(page).toContain("The last ten minutes that had attempts, up to now, in steps of 1 s");
    expect(page).toMatch(/The limit per device is reached<\/span> <span[^>]*>LIMIT_DEVICE</);
    const closed = String(await renderSale({ ...SALE, live: { ...SALE.live, phase: "closed" } }, FRAME));
    expect(closed).toContain("The last ten minutes that had attempts, in steps of 1 s");
  });

  it("offers to pause an open sale and to resume a paused one, with a reason", async () => {
    expect(String(await renderSale(SALE, FRAME))).toContain('action="/console/sales/aurora-2/pause"');
    expect(String(await renderSale({ ...SALE, live: { ...SALE.live, phase: "paused" } }, FRAME))).toContain(
      'action="/console/sales/aurora-2/resume"',
    );
  });

  it("offers neither to who may not", async () => {
    expect(String(await renderSale({ ...SALE, mayManage: false }, FRAME))).not.toContain("<form");
  });

  it("says what will be here while nobody has come", async () => {
    const live = { ...SALE.live, series: [], reasons: [] };
    const page = String(await renderSale({ ...SALE, live }, FRAME));
    expect(page).toMatch(/<p[^>]*data-no-attempts[^>]*>No attempts yet/);
    expect(page).not.toMatch(/data-no-attempts="true" hidden/);
    expect(page).toContain("Nobody has checked out in this sale yet.");
  });

  it("names what is missing and shows the rest", async () => {
    const page = String(await renderSale({ ...SALE, missing: "The list of decisions could not be read." }, FRAME));
    expect(page).toContain("The list of decisions could not be read.");
    expect(page).toContain("10,000");
  });
});

describe("the list of decisions", () => {
  it("tells an empty list from a filter that matches nothing", async () => {
    const list = { filter: {}, rows: [], sales: [], reasonCodes: [], paged: false, mayFind: true };
    expect(String(await renderDecisionList(list, FRAME))).toContain("No decision yet");
    expect(String(await renderDecisionList({ ...list, filter: { reason: "LIMIT_DEVICE" } }, FRAME))).toContain(
      "No decision matches",
    );
  });

  it("leads to the next page with the same filter", async () => {
    const page = String(
      await renderDecisionList(
        { filter: { verdict: "deny" }, rows: [], sales: [], reasonCodes: [], paged: false, mayFind: true, after: "c1" },
        FRAME,
      ),
    );
    expect(page).toContain('href="/console/decisions?verdict=deny&amp;after=c1"');
  });
});
