import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { chanceOf } from "../../src/domain/campaign/weight.ts";
import { SETTLING_FAULT_POINTS } from "../../src/objects/draw.statements.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import {
  drawSale,
  endSale,
  fireAlarm,
  getCampaign,
  isSettled,
  openRegistration,
  putCampaign,
  putCampaignSale,
  timesOf,
} from "./support/campaign-sales.ts";
import { call, migrateDatabase } from "./support/deployment.ts";
import {
  bodyOf,
  crashAt,
  drawStub,
  getFile,
  registered,
  setDrawClock,
  statusOf,
  verified,
} from "./support/drawn-sale.ts";
import { holdUnit, moveClock, putSale, redeem } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

beforeAll(async () => {
  serveCertificates();
  await migrateDatabase();
});

const HOUR_MS = 3_600_000;
const BUYERS = [1, 2, 3, 4, 5, 6];
/** Shares the household of the last of them. */
const SHARER = 7;
const newId = () => `friday-${crypto.randomUUID().slice(0, 8)}`;
const household = { shippingAddress: checkoutOf(6).shippingAddress };

async function registerAll(saleId: string): Promise<Map<number, string>> {
  const receipts = new Map<number, string>();
  for (const buyer of BUYERS) receipts.set(buyer, (await registered(saleId, buyer)).receipt);
  receipts.set(SHARER, (await registered(saleId, SHARER, household)).receipt);
  return receipts;
}

/** The first draw of a campaign of two, before its sale closes. */
async function firstDraw(): Promise<{ campaignId: string; saleId: string; receipts: Map<number, string> }> {
  const campaignId = newId();
  await putCampaign(campaignId);
  const saleId = await putCampaignSale(campaignId, 0, { limits: { perHousehold: 1 } });
  await openRegistration(saleId, 0);
  const receipts = await registerAll(saleId);
  await drawSale(saleId, 0);
  return { campaignId, saleId, receipts };
}

/** What each account is to have next, by what the draw published. */
async function expectedWeights(saleId: string, receipts: ReadonlyMap<number, string>): Promise<Map<number, number>> {
  const { cutoff } = await bodyOf(saleId, "result", z.object({ cutoff: z.string() }));
  const expected = new Map<number, number>();
  for (const [buyer, receipt] of receipts) {
    const { status } = await statusOf(saleId, receipt);
    const hasLost = status === "not_called" && chanceOf(1, cutoff) < 0.5;
    expected.set(buyer, hasLost ? 2 : 1);
  }
  return expected;
}

const nextWeights = async (saleId: string, receipts: ReadonlyMap<number, string>) => {
  const weights = new Map<number, number | undefined>();
  for (const [buyer, receipt] of receipts) weights.set(buyer, (await statusOf(saleId, receipt)).nextWeight);
  return weights;
};
/** Heading and cells of each row that the console's page of the campaign has. */
async function shownRows(campaignId: string): Promise<readonly (readonly string[])[]> {
  const { status, text } = await callAs("dee", `/console/campaigns/${campaignId}`);
  expect(status).toBe(200);
  const rows = text.matchAll(/<tr><th scope="row"[^>]*>(.*?)<\/th>(.*?)<\/tr>/g);
  const words = (html: string) =>
    html
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim();
  return [...rows].map(([, name = "", cells = ""]) => [words(name), words(cells)]);
}
const rowsOf = async (campaignId: string) =>
  (await env.DB.prepare("SELECT account, kind FROM campaign_weight WHERE campaign_id = ?").bind(campaignId).all())
    .results;

describe("a fair loss", () => {
  it("is one ticket more in the next draw of the campaign, which says so before and in its list", async () => {
    const { campaignId, saleId, receipts } = await firstDraw();
    expect((await nextWeights(saleId, receipts)).get(1)).toBeUndefined();
    await endSale(saleId, 0);
    const expected = await expectedWeights(saleId, receipts);
    expect(await nextWeights(saleId, receipts)).toEqual(expected);
    expect((await rowsOf(campaignId)).filter(({ kind }) => kind === "called")).toHaveLength(1);

    const second = await putCampaignSale(campaignId, 1, { limits: { perHousehold: 1 } });
    await openRegistration(second, 1);
    const again = await registerAll(second);
    for (const [buyer, receipt] of again) {
      const weight = expected.get(buyer) ?? 0;
      expect(await statusOf(second, receipt)).toMatchObject({ weight, nextWeight: weight + 1 });
    }
    await drawSale(second, 1);
    const lines = (await getFile(second, "entries.txt")).text.trim().split("\n");
    const listed = lines.map((line) => Number(line.split(" ")[1])).toSorted();
    expect(listed).toEqual([...expected.values()].toSorted());
    for (const [buyer, receipt] of again) expect((await statusOf(second, receipt)).weight).toBe(expected.get(buyer));
    const report = await verified(second, [...again.values()]);
    expect([report.fault, report.entries]).toEqual([undefined, 7]);

    const { sales } = z
      .object({ sales: z.array(z.object({ sold: z.int().optional(), draw: z.unknown().optional() })) })
      .parse((await getCampaign(campaignId)).json);
    expect(sales).toMatchObject([
      {
        sold: 0,
        draw: { registered: 7, eligible: 6, called: 1, carried: 0, byWeight: [{ weight: 1, eligible: 6, called: 1 }] },
      },
      {},
    ]);
  });

  it("is a row of the campaign's page, which shows how many were called by their tickets", async () => {
    const { campaignId, saleId } = await firstDraw();
    const drawn = await shownRows(campaignId);
    expect(drawn).toEqual([[expect.stringContaining(saleId), expect.stringMatching(/1 7 0% of 1$/)]]);
    await endSale(saleId, 0);
    const next = await putCampaignSale(campaignId, 1);
    expect(await shownRows(campaignId)).toEqual([
      [expect.stringContaining(saleId), expect.stringMatching(/1 7 0 0% of 1$/)],
      [expect.stringContaining(next), expect.stringMatching(/UTC 1$/)],
      ["Mi 3, second flash sale", "16.67% of 6"],
    ]);
  });

  it("counts nowhere that no campaign has been made, and not in another one", async () => {
    const campaignId = newId();
    const saleId = await putCampaignSale(campaignId, 0);
    await openRegistration(saleId, 0);
    const { receipt } = await registered(saleId, 1);
    await registered(saleId, 2);
    expect((await statusOf(saleId, receipt)).nextWeight).toBeUndefined();
    await drawSale(saleId, 0);
    await endSale(saleId, 0);
    expect(await rowsOf(campaignId)).toEqual([]);
  });

  it("is forgotten with its account", async () => {
    const { campaignId, saleId } = await firstDraw();
    await endSale(saleId, 0);
    const before = await rowsOf(campaignId);
    for (const buyer of [...BUYERS, SHARER]) {
      await call("/v1/erasures", { body: { kind: "account", value: checkoutOf(buyer).account.id } });
    }
    expect([before.length > 0, await rowsOf(campaignId)]).toEqual([true, []]);
  });
});

describe("an appeal that is upheld", () => {
  const UPHELD = { orderId: "ord_1", outcome: "upheld", why: "A family of four." };
  const form = (path: string, fields: Record<string, string>, who: "ana" | "ben") =>
    callAs(who, path, {
      body: new URLSearchParams(fields).toString(),
      headers: { Origin: "https://firsthand.test", "Content-Type": "application/x-www-form-urlencoded" },
    });

  /** Has an order of a flash sale of a campaign cancelled for fraud. @returns the page of the sale's orders */
  async function cancelledForFraud(campaignId: string): Promise<string> {
    const saleId = `${campaignId}-flash`;
    const [opensAt, closesAt] = [-1, 1].map((hours) => new Date(Date.now() + hours * HOUR_MS).toISOString());
    await putSale(saleId, { campaignId, opensAt, closesAt });
    const { token, decisionId } = await holdUnit(saleId, 1);
    expect((await redeem(token)).status).toBe(200);
    const orders = `/console/sales/${saleId}/orders`;
    const fraud = {
      orderId: "ord_1",
      by: "fraud",
      cause: "unfair",
      units: "return",
      cites: decisionId,
      why: "Twelve.",
    };
    expect((await form(`${orders}/cancel`, fraud, "ana")).status).toBe(303);
    return orders;
  }

  it("is one ticket more for its buyer in the next draw of the campaign, once however often it is sent", async () => {
    const campaignId = newId();
    await putCampaign(campaignId);
    const orders = await cancelledForFraud(campaignId);
    for (const _ of [1, 2]) expect((await form(`${orders}/appeal`, UPHELD, "ben")).status).toBe(303);
    expect(await rowsOf(campaignId)).toMatchObject([{ kind: "heard" }]);

    const drawn = await putCampaignSale(campaignId, 1);
    await openRegistration(drawn, 1);
    const wronged = await registered(drawn, 1);
    const other = await registered(drawn, 2);
    expect(await statusOf(drawn, wronged.receipt)).toMatchObject({ weight: 2 });
    expect(await statusOf(drawn, other.receipt)).toMatchObject({ weight: 1 });
  });

  it("adds nothing for a buyer who was erased meanwhile, though the sale is still open", async () => {
    const campaignId = newId();
    await putCampaign(campaignId);
    const orders = await cancelledForFraud(campaignId);
    await call("/v1/erasures", { body: { kind: "account", value: checkoutOf(1).account.id } });
    expect((await form(`${orders}/appeal`, UPHELD, "ben")).status).toBe(303);
    expect(await rowsOf(campaignId)).toEqual([]);
  });

  it("adds nothing where the shop made no campaign of that name", async () => {
    const campaignId = newId();
    const orders = await cancelledForFraud(campaignId);
    expect((await form(`${orders}/appeal`, UPHELD, "ben")).status).toBe(303);
    expect(await rowsOf(campaignId)).toEqual([]);
  });
});

describe("a draw that dies while it is added to its campaign", () => {
  it.each(SETTLING_FAULT_POINTS)("at %s adds each loss once", async (point) => {
    const { campaignId, saleId, receipts } = await firstDraw();
    const overMs = timesOf(0).saleClosesMs + 1000;
    let crashes = 0;
    for (let alarm = 0; alarm < 100 && !(await isSettled(saleId)); alarm += 1) {
      await evictDurableObject(drawStub(saleId));
      await moveClock(saleId, overMs - Date.now());
      await setDrawClock(saleId, overMs);
      if (crashes < 2) await crashAt(saleId, point, () => (crashes += 1));
      await fireAlarm(saleId);
    }
    expect([await isSettled(saleId), crashes > 0]).toEqual([true, true]);
    const expected = await expectedWeights(saleId, receipts);
    expect(await nextWeights(saleId, receipts)).toEqual(expected);
    const kinds = (await rowsOf(campaignId)).map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual(["called", ...[...expected.values()].filter((weight) => weight > 1).map(() => "lost")]);
  });
});
