import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { registerObjectName } from "../../src/domain/ids.ts";
import type { DrawObject } from "../../src/objects/draw.object.ts";
import { CARRYING_FAULT_POINTS } from "../../src/objects/draw.statements.ts";
import {
  carryingOf,
  drawSale,
  endSale,
  fireAlarm,
  openRegistration,
  putCampaign,
  putCampaignSale,
  timesOf,
} from "./support/campaign-sales.ts";
import { call, migrateDatabase, slugOf } from "./support/deployment.ts";
import {
  crashAt,
  drawStub,
  driveUntil,
  registered,
  setDrawClock,
  setRegisterClocks,
  statusOf,
  verified,
} from "./support/drawn-sale.ts";
import { takeApart } from "./support/forge.ts";

beforeAll(migrateDatabase);

const BUYERS = [1, 2, 3, 4, 5];

type Lost = { readonly campaignId: string; readonly saleId: string; readonly lost: ReadonlyMap<number, string> };

/** The first sale of a campaign is over, and one of five was called in it. */
async function firstSale(terms: object = { carryRegistration: true }): Promise<Lost> {
  const campaignId = `friday-${crypto.randomUUID().slice(0, 8)}`;
  await putCampaign(campaignId, terms);
  const saleId = await putCampaignSale(campaignId, 0);
  await openRegistration(saleId, 0);
  const receipts = new Map<number, string>();
  for (const buyer of BUYERS) receipts.set(buyer, (await registered(saleId, buyer)).receipt);
  await drawSale(saleId, 0);
  await endSale(saleId, 0);
  const lost = new Map<number, string>();
  for (const [buyer, receipt] of receipts) {
    const { status } = await statusOf(saleId, receipt);
    if (status === "not_called") lost.set(buyer, receipt);
  }
  return { campaignId, saleId, lost };
}

async function carried(campaignId: string): Promise<string> {
  const second = await putCampaignSale(campaignId, 1);
  await openRegistration(second, 1);
  await driveUntil(second, async () => (await carryingOf(second)) === "done", timesOf(1).registeredMs);
  return second;
}

const withdraw = (saleId: string, receipt: string) =>
  call(`/v1/sales/${saleId}/registrations/withdraw`, { body: { receipt }, shop: undefined, key: "" });
const claims = z.object({ sale: z.string(), holder: z.string().optional() });

describe("who was not called", () => {
  it("is registered for the next sale with a receipt of their own, which verifies in its draw", async () => {
    const { campaignId, saleId, lost } = await firstSale();
    expect(lost.size).toBe(4);
    const second = await carried(campaignId);
    const receipts: string[] = [];
    for (const [buyer, receipt] of lost) {
      const before = await statusOf(saleId, receipt);
      expect(before.carried).toMatchObject({ saleId: second, withdrawn: false });
      const own = before.carried?.receipt ?? "";
      expect(claims.parse(JSON.parse(takeApart(own).payload))).toEqual({
        sale: second,
        holder: `reg:${before.registrationId}`,
      });
      expect(await statusOf(second, own)).toMatchObject({
        registrationId: before.carried?.registrationId,
        weight: before.nextWeight,
      });
      expect(await registered(second, buyer)).toMatchObject({
        receipt: own,
        registrationId: before.carried?.registrationId,
      });
      receipts.push(own);
    }
    await drawSale(second, 1);
    const report = await verified(second, receipts);
    expect([report.fault, report.entries, report.called]).toEqual([undefined, 4, 1]);
  });

  it("may withdraw by the receipt, and is not carried again", async () => {
    const { campaignId, saleId, lost } = await firstSale();
    const second = await carried(campaignId);
    const [first = ""] = lost.values();
    const own = (await statusOf(saleId, first)).carried?.receipt ?? "";
    expect((await withdraw(second, own)).json).toMatchObject({ status: "withdrawn" });
    expect((await statusOf(saleId, first)).carried?.withdrawn).toBe(true);
    await drawSale(second, 1);
    expect((await verified(second)).entries).toBe(lost.size - 1);
  });

  it("keeps the registration, or the withdrawal, that they made themselves before", async () => {
    const { campaignId, saleId, lost } = await firstSale();
    const second = await putCampaignSale(campaignId, 1);
    const { registeredMs } = timesOf(1);
    await setRegisterClocks(second, 2, registeredMs);
    const [came = 0, left = 0] = lost.keys();
    const own = await registered(second, came);
    const taken = await registered(second, left);
    expect((await withdraw(second, taken.receipt)).status).toBe(200);
    await openRegistration(second, 1);
    await driveUntil(second, async () => (await carryingOf(second)) === "done", registeredMs);
    expect((await registered(second, came)).receipt).toBe(own.receipt);
    for (const buyer of [came, left]) expect((await statusOf(saleId, lost.get(buyer) ?? "")).carried).toBeUndefined();
    await drawSale(second, 1);
    expect((await verified(second)).entries).toBe(lost.size - 1);
  });

  it("is carried nowhere where the campaign does not promise it, and who was called never", async () => {
    const { campaignId } = await firstSale({});
    const second = await carried(campaignId);
    await drawSale(second, 1);
    expect((await verified(second)).entries).toBe(0);
  });

  it("is not told by another's receipt, nor to who has none", async () => {
    const { campaignId, saleId, lost } = await firstSale();
    const second = await carried(campaignId);
    const [first = ""] = lost.values();
    expect(slugOf(await withdraw(second, first))).toBe("token-rejected");
    const forged = `${first.slice(0, -4)}AAAA`;
    const asked = await call(`/v1/sales/${saleId}/registrations/status`, {
      body: { receipt: forged },
      shop: undefined,
      key: "",
    });
    expect(slugOf(asked)).toBe("token-rejected");
  });
});

describe("who is forgotten while registrations are carried", () => {
  it("is not registered for the next sale, though an erasure had asked there before", async () => {
    const { campaignId, saleId } = await firstSale();
    const second = await putCampaignSale(campaignId, 1);
    const { registeredMs } = timesOf(1);
    await setRegisterClocks(second, 2, registeredMs);
    const registers = () => [0, 1].map((shard) => env.REGISTER.getByName(registerObjectName({ saleId, shard })));
    const pages = await Promise.all(registers().map(async (register) => await register.lostAfter("")));
    const accounts = pages.flatMap(({ rows }) => rows.map(({ account }) => account));
    let forgotten = 0;
    for (let alarm = 0; alarm < 100 && (await carryingOf(second)) !== "done"; alarm += 1) {
      await setDrawClock(second, registeredMs);
      await runInDurableObject(drawStub(second), (object: DrawObject) => {
        object.reached = (point) => {
          if (point !== "page-carried") return;
          forgotten += 1;
          for (const register of registers()) void register.forget(accounts);
        };
      });
      await fireAlarm(second);
    }
    expect([accounts.length, forgotten > 0]).toEqual([4, true]);
    await drawSale(second, 1);
    expect((await verified(second)).entries).toBe(0);
  });
});

describe("a draw that dies while it carries registrations", () => {
  it.each(CARRYING_FAULT_POINTS)("at %s registers each once, and loses none", async (point) => {
    const { campaignId, saleId, lost } = await firstSale();
    const second = await putCampaignSale(campaignId, 1);
    const { registeredMs } = timesOf(1);
    await setRegisterClocks(second, 2, registeredMs);
    let crashes = 0;
    for (let alarm = 0; alarm < 100 && (await carryingOf(second)) !== "done"; alarm += 1) {
      await evictDurableObject(drawStub(second));
      await setDrawClock(second, registeredMs);
      if (crashes < 2) await crashAt(second, point, () => (crashes += 1));
      await fireAlarm(second);
    }
    expect(crashes).toBeGreaterThan(0);
    const ids = new Set<string | undefined>();
    for (const receipt of lost.values()) ids.add((await statusOf(saleId, receipt)).carried?.registrationId);
    expect([ids.size, ids.has(undefined)]).toEqual([lost.size, false]);
    await drawSale(second, 1);
    expect((await verified(second)).entries).toBe(lost.size);
  });
});
