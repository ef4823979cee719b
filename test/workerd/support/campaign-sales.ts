import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { forgetDraw } from "../../../src/app/draw/find-draw.ts";
import { forgetPublicSale } from "../../../src/app/public-sale.ts";
import type { DrawObject } from "../../../src/objects/draw.object.ts";
import { call } from "./deployment.ts";
import { drawNow, drawStub, driveTo, driveUntil, setDrawClock, setRegisterClocks } from "./drawn-sale.ts";
import { moveClock, putSale } from "./shopping.ts";

const HOUR_MS = 3_600_000;
const NOW_MS = Math.floor(Date.now() / 1000) * 1000;
const SHARDS = 2;

/** Hours from the opening of one registration to the next: more than a week, so that each loss counts. */
const APART_HOURS = 170;

/** When what happens in a sale of a campaign: registration of two hours, a draw an hour later, a sale of eight hours. @param at 0 for the first */
export function timesOf(at: number) {
  const opensMs = NOW_MS - 4 * HOUR_MS + at * APART_HOURS * HOUR_MS;
  return {
    opensMs,
    registeredMs: opensMs + HOUR_MS,
    closesMs: opensMs + 2 * HOUR_MS,
    drawAtMs: opensMs + 3 * HOUR_MS,
    saleClosesMs: opensMs + 12 * HOUR_MS,
  };
}

const iso = (atMs: number) => new Date(atMs).toISOString();

/** Puts a sale of a campaign that is drawn, an hour before its registration opens. */
export async function putCampaignSale(campaignId: string, at: number, change: object = {}): Promise<string> {
  const saleId = `${campaignId}-${at + 1}`;
  const { opensMs, closesMs, drawAtMs, saleClosesMs } = timesOf(at);
  await setDrawClock(saleId, opensMs - HOUR_MS);
  await putSale(saleId, {
    mode: "draw",
    units: 1,
    registration: { opensAt: iso(opensMs), closesAt: iso(closesMs) },
    registrationShards: SHARDS,
    draw: { drawAt: iso(drawAtMs) },
    opensAt: iso(drawAtMs),
    closesAt: iso(saleClosesMs),
    campaignId,
    ...change,
  });
  return saleId;
}

/** Its registration opens. */
export async function openRegistration(saleId: string, at: number): Promise<void> {
  const { registeredMs } = timesOf(at);
  await setRegisterClocks(saleId, SHARDS, registeredMs);
  await driveTo(saleId, "registering", registeredMs);
}

/** Registration closes, the beacon comes, and everybody who is called has a turn. */
export async function drawSale(saleId: string, at: number): Promise<void> {
  const { closesMs, drawAtMs } = timesOf(at);
  await driveTo(saleId, "committed", closesMs + 1000);
  await drawNow(saleId, drawAtMs + 3000);
}

/** The sale closes, and its draw is added to the campaign. */
export async function endSale(saleId: string, at: number): Promise<void> {
  const overMs = timesOf(at).saleClosesMs + 1000;
  await moveClock(saleId, overMs - Date.now());
  await driveUntil(saleId, () => isSettled(saleId), overMs);
  forgetPublicSale(saleId);
}

export const isSettled = async (saleId: string) => (await phaseIn(saleId, "settling")) === "done";
/** How far who was not called in the sale before is registered. */
export const carryingOf = (saleId: string) => phaseIn(saleId, "carrying");

async function phaseIn(saleId: string, work: "settling" | "carrying"): Promise<string | null | undefined> {
  forgetDraw(saleId);
  return await runInDurableObject(drawStub(saleId), (_: DrawObject, { storage }) => {
    const rows = storage.sql.exec<{ phase: string | null }>(`SELECT state ->> '$.${work}.phase' AS phase FROM draw`);
    return rows.toArray()[0]?.phase;
  });
}

export const fireAlarm = (saleId: string) => runDurableObjectAlarm(drawStub(saleId));

export const putCampaign = (campaignId: string, terms: object = {}) =>
  call(`/v1/campaigns/${campaignId}`, { method: "PUT", key: "", body: { title: "Fridays", ...terms } });
export const getCampaign = (campaignId: string) =>
  call(`/v1/campaigns/${campaignId}`, { method: "GET", key: "", shop: undefined });
