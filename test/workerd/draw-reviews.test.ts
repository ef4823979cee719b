import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { DRAW_REVIEWS_END_MS, DRAW_REVIEWS_SHOWN } from "../../src/domain/limits.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { reviewPolicyFiles } from "../support/review-policy.ts";
import { serveCertificates } from "./support/access-team.ts";
import { migrateDatabase } from "./support/deployment.ts";
import {
  bodyOf,
  crashAt,
  drawNow,
  drawnSale,
  drawStub,
  driveTo,
  driveUntil,
  freeze,
  registered,
  setDrawClock,
  stageOf,
  statusOf,
  TIMES,
  verified,
} from "./support/drawn-sale.ts";
import { callAs, type STAFF } from "./support/staff.ts";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  const body = { files: reviewPolicyFiles(), why: "a rule that asks people", breakGlass: true };
  expect((await callAs("ana", "/v1/rules/publish", { body })).json.status).toBe("live");
});
afterAll(() => vi.unstubAllGlobals());

const CLOSED_MS = TIMES.closesMs + 1000;
/** With the lead that a draw has where its terms name none; the round that decides is out a period after the draw at the latest. */
const EARLIEST_END_MS = TIMES.drawAtMs - 60_000 - DRAW_REVIEWS_END_MS;
const PERIOD_MS = 3000;
const OURS = {
  Origin: "https://firsthand.test",
  "Sec-Fetch-Site": "same-origin",
  "Content-Type": "application/x-www-form-urlencoded",
};

const waitingIn = async (saleId: string) => await drawStub(saleId).waitingEntries();
const counts = z.object({ n: z.int(), eligible: z.int(), excluded: z.object({ identity: z.int() }).loose() });
const committed = (saleId: string) => bodyOf(saleId, "commitment", counts);

/** Registration has closed, and the second and third of three buyers wait for a person. @returns their entries and all receipts */
async function reviewedSale() {
  const saleId = await drawnSale({ units: 3 });
  const receipts = [(await registered(saleId, 1)).receipt];
  for (const buyer of [2, 3]) {
    const account = { ...checkoutOf(buyer).account, email: `buyer.${buyer}@mailinator.com` };
    receipts.push((await registered(saleId, buyer, { account })).receipt);
  }
  await driveUntil(saleId, async () => (await waitingIn(saleId)) !== undefined, CLOSED_MS);
  const waiting = await waitingIn(saleId);
  return { saleId, receipts, entries: waiting?.first.map(({ entry }) => entry) ?? [], endMs: waiting?.untilMs ?? 0 };
}

function decide(
  saleId: string,
  {
    entries,
    decision,
    why = "twelve of one hand",
    who = "ana",
  }: {
    readonly entries: readonly string[];
    readonly decision: string;
    readonly why?: string;
    readonly who?: keyof typeof STAFF;
  },
) {
  const body = new URLSearchParams([["why", why], ["decision", decision], ...entries.map((entry) => ["entry", entry])]);
  return callAs(who, `/console/sales/${saleId}/entries`, { body: String(body), headers: OURS });
}

describe("registrations that the policy leaves to a person", () => {
  it("wait after registration has closed, with the reasons, and the same answer to their holders", async () => {
    const { saleId, receipts } = await reviewedSale();
    const waiting = await waitingIn(saleId);
    expect(waiting).toMatchObject({ open: 2, kept: 0, excluded: 0 });
    expect(waiting?.untilMs).toBeGreaterThanOrEqual(EARLIEST_END_MS);
    expect(waiting?.untilMs).toBeLessThan(EARLIEST_END_MS + PERIOD_MS);
    expect(waiting?.first).toMatchObject([
      { exclusion: "identity", because: ["MAILBOX_DISPOSABLE", "VISIT_MISSING"], group: 1 },
      { exclusion: "identity", because: ["MAILBOX_DISPOSABLE", "VISIT_MISSING"], group: 1 },
    ]);
    const statuses = await Promise.all(receipts.map((receipt) => statusOf(saleId, receipt)));
    expect(new Set(statuses.map(({ status }) => status)).size).toBe(1);
    const page = await callAs("dee", `/console/sales/${saleId}/draw`, { method: "GET" });
    expect(page.text).toContain("The policy leaves 2 registrations to you");
  });

  it("are in the list or out of it as people said, which is fixed as soon as nobody waits", async () => {
    const { saleId, receipts, entries } = await reviewedSale();
    const [one = "", other = ""] = entries;
    expect((await decide(saleId, { entries: [one], decision: "exclude" })).status).toBe(303);
    expect(await waitingIn(saleId)).toMatchObject({ open: 1, excluded: 1 });
    expect((await decide(saleId, { entries: [other], decision: "keep" })).status).toBe(303);
    await freeze(saleId);
    expect(await committed(saleId)).toMatchObject({ n: 3, eligible: 2, excluded: { identity: 1 } });
    await drawNow(saleId);
    const report = await verified(saleId, receipts);
    expect(report.fault).toBeUndefined();
    expect(report).toMatchObject({ entries: 3, called: 2 });
    const { results } = await env.DB.prepare("SELECT action, reason FROM staff_action WHERE sale_id = ? ORDER BY seq")
      .bind(saleId)
      .all();
    expect(results).toEqual([
      { action: "exclude-entries", reason: `twelve of one hand (${one})` },
      { action: "keep-entries", reason: `twelve of one hand (${other})` },
    ]);
  });

  it("take part where nobody decided in time", async () => {
    const { saleId, endMs } = await reviewedSale();
    await setDrawClock(saleId, endMs - 1000);
    await runDurableObjectAlarm(drawStub(saleId));
    expect(await stageOf(saleId)).toBe("judging");
    await driveTo(saleId, "committed", endMs);
    expect(await committed(saleId)).toMatchObject({ n: 3, eligible: 3, excluded: { identity: 0 } });
  });

  it("are as people said where the object dies before it has taken that into the list", async () => {
    const { saleId, entries } = await reviewedSale();
    await decide(saleId, { entries, decision: "exclude" });
    await evictDurableObject(drawStub(saleId));
    let crashes = 0;
    await setDrawClock(saleId, CLOSED_MS);
    await crashAt(saleId, "reviews-taken", () => (crashes += 1));
    await runDurableObjectAlarm(drawStub(saleId));
    await evictDurableObject(drawStub(saleId));
    await freeze(saleId);
    expect(crashes).toBe(1);
    expect(await committed(saleId)).toMatchObject({ eligible: 1, excluded: { identity: 2 } });
  });

  it.each([
    ["of none", { entries: [] }, 400],
    ["of more than a page shows", { entries: Array.from({ length: DRAW_REVIEWS_SHOWN + 1 }, () => "e") }, 400],
    ["of one that does not wait", { entries: ["0".repeat(64)] }, 409],
    ["without a word why", { why: " " }, 400],
    ["that says neither", { decision: "perhaps" }, 400],
    ["of somebody who may only look", { who: "dee" } as const, 403],
  ])("are not changed by a decision %s", async (_, change, status) => {
    const { saleId, entries } = await reviewedSale();
    expect((await decide(saleId, { entries, decision: "exclude", ...change })).status).toBe(status);
    expect(await waitingIn(saleId)).toMatchObject({ open: 2, excluded: 0 });
  });

  it("are not changed once the list is fixed", async () => {
    const { saleId, entries, endMs } = await reviewedSale();
    await driveTo(saleId, "committed", endMs);
    expect((await decide(saleId, { entries, decision: "exclude" })).status).toBe(409);
    expect(await committed(saleId)).toMatchObject({ eligible: 3 });
  });
});
