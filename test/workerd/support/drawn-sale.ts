import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as z from "zod";
import { forgetDraw } from "../../../src/app/draw/find-draw.ts";
import { forgetPublicSale } from "../../../src/app/public-sale.ts";
import { developmentBeacon } from "../../../src/dev/worker/beacon/beacon-chain.ts";
import { type DrawReport, verifyDraw } from "../../../src/domain/draw/verify/verify-draw.ts";
import { drawObjectName, registerObjectName } from "../../../src/domain/ids.ts";
import type { DrawObject } from "../../../src/objects/draw.object.ts";
import type { FaultPoint } from "../../../src/objects/draw.statements.ts";
import { drawAnswer } from "../../../src/wire/draw.ts";
import { registrationAnswer, registrationStatusAnswer } from "../../../src/wire/registration.ts";
import { jwksAnswer } from "../../../src/wire/service.ts";
import { checkoutOf } from "../../support/fixtures.ts";
import { call, type Seen } from "./deployment.ts";
import { takeApart } from "./forge.ts";
import { putSale } from "./shopping.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const BEACON = developmentBeacon(env.TEST_BEACON_KEY);

/** When what happens, before now: registers and draws have clocks of their own, so that nothing has to be waited for. */
const NOW_MS = Math.floor(Date.now() / 1000) * 1000;
export const TIMES = {
  plannedMs: NOW_MS - 3 * HOUR_MS,
  opensMs: NOW_MS - 2 * HOUR_MS,
  registeredMs: NOW_MS - 90 * MINUTE_MS,
  closesMs: NOW_MS - HOUR_MS,
  drawAtMs: NOW_MS - 30 * MINUTE_MS,
} as const;

const iso = (atMs: number) => new Date(atMs).toISOString();
const TERMS = {
  mode: "draw",
  registration: { opensAt: iso(TIMES.opensMs), closesAt: iso(TIMES.closesMs) },
  registrationShards: 2,
  draw: { drawAt: iso(TIMES.drawAtMs) },
  opensAt: iso(TIMES.drawAtMs),
};

export const drawStub = (saleId: string) => env.DRAW.getByName(drawObjectName(saleId));

export async function setDrawClock(saleId: string, atMs: number): Promise<void> {
  await runInDurableObject(drawStub(saleId), (object) => {
    object.clock = () => atMs;
  });
}

export async function setRegisterClocks(saleId: string, shards: number, atMs: number): Promise<void> {
  for (let shard = 0; shard < shards; shard += 1) {
    await runInDurableObject(env.REGISTER.getByName(registerObjectName({ saleId, shard })), (object) => {
      object.clock = () => atMs;
    });
  }
}

/** A sale that is drawn, in the middle of its registration. */
export async function drawnSale(change: object = {}, registeredMs: number = TIMES.registeredMs): Promise<string> {
  const saleId = `draw-${crypto.randomUUID()}`;
  await setDrawClock(saleId, TIMES.plannedMs);
  const terms = { ...TERMS, ...change };
  await putSale(saleId, terms);
  await setRegisterClocks(saleId, terms.registrationShards, registeredMs);
  await setDrawClock(saleId, registeredMs);
  return saleId;
}

export const register = (saleId: string, buyer: number, change: object = {}) =>
  call(`/v1/sales/${saleId}/registrations`, { body: { ...checkoutOf(buyer), ...change } });
export const registered = async (saleId: string, buyer: number, change: object = {}) =>
  registrationAnswer.parse((await register(saleId, buyer, change)).json);
/** As it is now: the Worker remembers for a second how far an order was called. */
export const statusOf = async (saleId: string, receipt: string) => {
  forgetPublicSale(saleId);
  return await statusAsRemembered(saleId, receipt);
};
export const statusAsRemembered = async (saleId: string, receipt: string) =>
  registrationStatusAnswer.parse(
    (await call(`/v1/sales/${saleId}/registrations/status`, { body: { receipt }, shop: undefined, key: "" })).json,
  );
export const handIn = (saleId: string, body: object) => {
  forgetDraw(saleId);
  // Each from an address of its own, since one may hand in so often in a minute.
  const headers = { "CF-Connecting-IP": crypto.randomUUID() };
  return call(`/v1/sales/${saleId}/draw/beacon`, { body, shop: undefined, key: "", headers });
};
const get = (path: string) => call(path, { method: "GET", key: "", shop: undefined });
/** As it is now: the Worker remembers what the public saw for a second. */
export const getDraw = async (saleId: string) => {
  forgetDraw(saleId);
  return drawAnswer.parse((await get(`/v1/sales/${saleId}/draw`)).json);
};
export const getFile = (
  saleId: string,
  name: string,
  headers: { readonly [name: string]: string } = {},
): Promise<Seen> => call(`/v1/sales/${saleId}/draw/${name}`, { method: "GET", key: "", shop: undefined, headers });

/** The draw as its object sees it. */
export async function stageOf(saleId: string): Promise<string | undefined> {
  return await runInDurableObject(drawStub(saleId), (object: DrawObject) => object.view()?.stage);
}

const ALARMS_MAX = 400;

/** Fires alarms at a moment until the draw has come to a stage. @throws Error where it never does */
export async function driveTo(saleId: string, stage: string, atMs: number): Promise<void> {
  await driveUntil(saleId, async () => (await stageOf(saleId)) === stage, atMs);
}

/** @throws Error where it never comes there */
export async function driveUntil(saleId: string, isThere: () => Promise<boolean>, atMs: number): Promise<void> {
  await setDrawClock(saleId, atMs);
  for (let alarm = 0; alarm < ALARMS_MAX; alarm += 1) {
    forgetDraw(saleId);
    if (await isThere()) return;
    await runDurableObjectAlarm(drawStub(saleId));
  }
  throw new Error(`The draw came to ${await stageOf(saleId)}.`);
}

/** Registration closes, and the list is frozen. */
export const freeze = (saleId: string) => driveTo(saleId, "committed", TIMES.closesMs + 1000);

/** The beacon comes, and everybody is told. */
export async function drawNow(saleId: string, atMs = TIMES.drawAtMs + 3000): Promise<void> {
  if (["scheduled", "registering", "judging"].includes((await stageOf(saleId)) ?? "")) await freeze(saleId);
  await setDrawClock(saleId, atMs);
  const taken = await handIn(saleId, await beaconOf(saleId));
  if (taken.status !== 204) throw new Error(`The beacon was refused: ${taken.text}`);
  await driveUntil(saleId, async () => ["calling", "over"].includes((await stageOf(saleId)) ?? ""), atMs);
}

export async function beaconOf(saleId: string): Promise<{ readonly round: number; readonly signature: string }> {
  const round = await runInDurableObject(drawStub(saleId), (object: DrawObject) => object.view()?.round ?? 0);
  return { round, signature: BEACON.signatureOf(round) };
}

/** The beacon that the redraw which is stated waits for. */
export async function redrawBeaconOf(saleId: string): Promise<{ readonly round: number; readonly signature: string }> {
  const round = await runInDurableObject(drawStub(saleId), (object: DrawObject) => object.view()?.rounds.at(-1) ?? 0);
  return { round, signature: BEACON.signatureOf(round) };
}

/** Recomputes a draw from what is published, as a stranger does. */
export async function verified(saleId: string, receipts: readonly string[] = []): Promise<DrawReport> {
  const { statements, files } = await getDraw(saleId);
  const { keys } = jwksAnswer.parse((await get("/.well-known/jwks.json")).json);
  const entries = files.entries === undefined ? undefined : new TextEncoder().encode((await get(files.entries)).text);
  const openings = files.openings === undefined ? undefined : (await get(files.openings)).text;
  const redraws: { [round: string]: string } = {};
  for (const [round, path] of Object.entries(files.redraws ?? {})) redraws[round] = (await get(path)).text;
  const published = { entries, openings, redraws };
  return verifyDraw({ saleId, statements, keys, chains: [BEACON.chain], files: published, receipts });
}

const claims = z.object({ kind: z.string(), body: z.unknown() });

/** What the last statement of a kind says. */
export async function bodyOf<Schema extends z.ZodType>(
  saleId: string,
  kind: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const { statements } = await getDraw(saleId);
  const said = statements.map((text) => claims.parse(JSON.parse(takeApart(text).payload)));
  return schema.parse(said.findLast((each) => each.kind === kind)?.body);
}

/** Ends the object the next time that it comes to a point: what it had not written is gone, as in a crash. */
export async function crashAt(saleId: string, point: FaultPoint, crashed: () => void = () => {}): Promise<void> {
  await runInDurableObject(drawStub(saleId), (object: DrawObject) => {
    object.reached = (reached) => {
      if (reached !== point) return;
      object.reached = () => {};
      crashed();
      throw new Error(`crashed at ${point}`);
    };
  });
}
