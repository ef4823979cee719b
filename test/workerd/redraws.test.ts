import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { REDRAW_FAULT_POINTS } from "../../src/objects/draw.statements.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, slugOf } from "./support/deployment.ts";
import {
  beaconOf,
  bodyOf,
  crashAt,
  drawNow,
  drawnSale,
  drawStub,
  driveTo,
  driveUntil,
  getDraw,
  handIn,
  redrawBeaconOf,
  registered,
  setDrawClock,
  stageOf,
  statusOf,
  TIMES,
  verified,
} from "./support/drawn-sale.ts";
import { checkout, holdUnit, moveClock, redeem } from "./support/shopping.ts";
import { callAs, type STAFF } from "./support/staff.ts";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});
afterAll(() => vi.unstubAllGlobals());

const CALLED_MS = TIMES.drawAtMs + 3000;
const VACATED_MS = TIMES.drawAtMs + 600_000;
/** The round of a redraw is the first two minutes after its vacancy or later: rounds are three seconds apart. */
const REDRAWN_MS = VACATED_MS + 123_000;
const TURN_MS = 70_000;
const DRAW = { drawAt: new Date(TIMES.drawAtMs).toISOString(), turnSeconds: 60 };
const OURS = {
  Origin: "https://firsthand.test",
  "Sec-Fetch-Site": "same-origin",
  "Content-Type": "application/x-www-form-urlencoded",
};

const add = (saleId: string, units: number) => call(`/v1/sales/${saleId}/stock`, { body: { add: units } });
const redraw = (who: keyof typeof STAFF, saleId: string, step: "ask" | "confirm" | "drop") =>
  callAs(who, `/console/sales/${saleId}/redraw/${step}`, { body: "why=an+order+was+cancelled", headers: OURS });

const cancel = (saleId: string, orderId: string, by: "shop" | "buyer") =>
  call(`/v1/sales/${saleId}/orders/${orderId}/cancel`, { body: { by, reason: "as asked", units: "return" } });

/** A page that says why nothing was done. */
const refusal = (why: string) => ({ status: 409, text: expect.stringContaining(why) });

/** A sale whose first places are called. @returns receipts of its buyers, who are numbered from 1 */
async function calledSale({ buyers, ...change }: { readonly buyers: number; readonly units: number }) {
  const saleId = await drawnSale({ draw: DRAW, ...change });
  const receipts: string[] = [];
  for (let buyer = 1; buyer <= buyers; buyer += 1) receipts.push((await registered(saleId, buyer)).receipt);
  await drawNow(saleId, CALLED_MS);
  return { saleId, receipts };
}

/** Two people state the vacancy. */
async function vacate(saleId: string): Promise<void> {
  await setDrawClock(saleId, VACATED_MS);
  expect((await redraw("ana", saleId, "ask")).status).toBe(303);
  expect((await redraw("ben", saleId, "confirm")).status).toBe(303);
}

/** The round of the vacancy is out, and its redraw is called. */
async function redrawNow(saleId: string): Promise<void> {
  await setDrawClock(saleId, REDRAWN_MS);
  expect((await handIn(saleId, await redrawBeaconOf(saleId))).status).toBe(204);
  await driveUntil(saleId, async () => (await getDraw(saleId)).files.redraws !== undefined, REDRAWN_MS);
}

const statusesOf = async (saleId: string, receipts: readonly string[]) =>
  (await Promise.all(receipts.map((receipt) => statusOf(saleId, receipt)))).map(({ status }) => status);
const buyersIn = (statuses: readonly string[], status: string) =>
  statuses.flatMap((each, index) => (each === status ? [index + 1] : []));

describe("units that come back after the draw", () => {
  it("are redrawn among who was not called, as a stranger can recompute", async () => {
    const { saleId, receipts } = await calledSale({ buyers: 6, units: 2 });
    await add(saleId, 2);
    const before = await statusesOf(saleId, receipts);
    expect(before.filter((status) => status === "your_turn")).toHaveLength(2);
    await vacate(saleId);
    expect(await statusesOf(saleId, receipts)).toEqual(before);
    expect(Date.parse((await getDraw(saleId)).nextAt ?? "")).toBeGreaterThanOrEqual(VACATED_MS + 120_000);
    await redrawNow(saleId);
    const after = await statusesOf(saleId, receipts);
    expect(after.filter((status) => status === "your_turn")).toHaveLength(4);
    expect((await getDraw(saleId)).called).toBe(4);
    const report = await verified(saleId, receipts);
    expect(report.fault).toBeUndefined();
    expect(report).toMatchObject({ called: 4, redrawn: 2 });
    const buyer = buyersIn(after, "your_turn").find((each) => before[each - 1] === "waiting") ?? 0;
    await holdUnit(saleId, buyer);
    const [waiting = 0] = buyersIn(after, "waiting");
    expect(slugOf(await checkout(saleId, checkoutOf(waiting)))).toBe("not-your-turn");
  });

  it("are stated with their count and two people, who are named to nobody", async () => {
    const { saleId } = await calledSale({ buyers: 3, units: 1 });
    await add(saleId, 1);
    await vacate(saleId);
    const vacancy = await bodyOf(
      saleId,
      "vacancy",
      z.object({ count: z.int(), entries: z.array(z.string()), staff: z.array(z.string()) }),
    );
    expect(vacancy).toMatchObject({ count: 1, entries: [] });
    expect(new Set(vacancy.staff).size).toBe(2);
    expect(JSON.stringify(vacancy)).not.toMatch(/person|ana|ben|@/);
  });

  it("are redrawn after the turns that ended meanwhile, which roll down the first order", async () => {
    const { saleId, receipts } = await calledSale({ buyers: 5, units: 1 });
    await add(saleId, 1);
    await vacate(saleId);
    await moveClock(saleId, TURN_MS);
    await redrawNow(saleId);
    const report = await verified(saleId, receipts);
    expect(report.fault).toBeUndefined();
    expect(report.called).toBe(3);
    expect((await statusesOf(saleId, receipts)).toSorted()).toEqual([
      ...["turn_over", "waiting", "waiting", "your_turn", "your_turn"],
    ]);
    await moveClock(saleId, 2 * TURN_MS);
    await driveUntil(saleId, async () => (await getDraw(saleId)).called === 5, REDRAWN_MS + TURN_MS);
    expect((await verified(saleId, receipts)).fault).toBeUndefined();
  });

  it("are redrawn when the draw was over, and who was told stays told", async () => {
    const { saleId, receipts } = await calledSale({ buyers: 3, units: 1 });
    const [first = 0] = buyersIn(await statusesOf(saleId, receipts), "your_turn");
    const { token } = await holdUnit(saleId, first);
    await redeem(token, "ord_1", { shippingAddress: checkoutOf(first).shippingAddress });
    await driveTo(saleId, "over", CALLED_MS + 60_000);
    await add(saleId, 1);
    expect((await statusesOf(saleId, receipts)).toSorted()).toEqual(["bought", "not_called", "not_called"]);
    await vacate(saleId);
    await redrawNow(saleId);
    expect((await statusesOf(saleId, receipts)).toSorted()).toEqual(["bought", "not_called", "your_turn"]);
    expect((await getDraw(saleId)).stage).toBe("calling");
    const report = await verified(saleId, receipts);
    expect([report.fault, report.called]).toEqual([undefined, 2]);
  });

  it("of an order that the shop cancelled are stated with the entry of its buyer", async () => {
    const { saleId, receipts } = await calledSale({ buyers: 4, units: 1 });
    const [first = 0] = buyersIn(await statusesOf(saleId, receipts), "your_turn");
    const { token } = await holdUnit(saleId, first);
    await redeem(token, "ord_1", { shippingAddress: checkoutOf(first).shippingAddress });
    expect((await cancel(saleId, "ord_1", "shop")).status).toBe(200);
    await vacate(saleId);
    const vacancy = await bodyOf(saleId, "vacancy", z.object({ count: z.int(), entries: z.array(z.string()) }));
    const { entry } = await statusOf(saleId, receipts[first - 1] ?? "");
    expect(vacancy).toEqual({ count: 1, entries: [entry?.line.slice(0, 64)] });
    await redrawNow(saleId);
    const report = await verified(saleId, receipts);
    expect([report.fault, report.called]).toEqual([undefined, 2]);
  });

  it("of an order that its buyer cancelled go to the next of the order, also when the draw was over", async () => {
    const { saleId, receipts } = await calledSale({ buyers: 3, units: 1 });
    const [first = 0] = buyersIn(await statusesOf(saleId, receipts), "your_turn");
    const { token } = await holdUnit(saleId, first);
    await redeem(token, "ord_1", { shippingAddress: checkoutOf(first).shippingAddress });
    await driveTo(saleId, "over", CALLED_MS + 60_000);
    expect((await cancel(saleId, "ord_1", "buyer")).status).toBe(200);
    await driveUntil(saleId, async () => (await getDraw(saleId)).called === 2, VACATED_MS);
    expect(await stageOf(saleId)).toBe("calling");
    expect((await statusesOf(saleId, receipts)).toSorted()).toEqual(["not_called", "turn_over", "your_turn"]);
    const report = await verified(saleId, receipts);
    expect([report.fault, report.called]).toEqual([undefined, 2]);
  });

  it("are redrawn twice, each time by a round of its own", async () => {
    const { saleId, receipts } = await calledSale({ buyers: 6, units: 1 });
    await add(saleId, 1);
    await vacate(saleId);
    await redrawNow(saleId);
    await add(saleId, 2);
    await setDrawClock(saleId, REDRAWN_MS + 60_000);
    await redraw("ben", saleId, "ask");
    await redraw("ana", saleId, "confirm");
    await setDrawClock(saleId, REDRAWN_MS + 200_000);
    await handIn(saleId, await redrawBeaconOf(saleId));
    await driveUntil(saleId, async () => (await getDraw(saleId)).called === 4, REDRAWN_MS + 200_000);
    const { files } = await getDraw(saleId);
    expect(Object.keys(files.redraws ?? {})).toHaveLength(2);
    expect((await verified(saleId, receipts)).fault).toBeUndefined();
  });

  it("are sold to whoever comes once nobody waits", async () => {
    const { saleId } = await calledSale({ buyers: 1, units: 1 });
    await add(saleId, 1);
    expect(await redraw("ana", saleId, "ask")).toMatchObject(refusal("No unit waits for a redraw"));
  });
});

describe("a redraw", () => {
  it("needs two people, and units to draw for, and is dropped by either", async () => {
    const { saleId } = await calledSale({ buyers: 4, units: 1 });
    const refused = async (who: keyof typeof STAFF, step: "ask" | "confirm" | "drop", why: string) =>
      expect(await redraw(who, saleId, step)).toMatchObject(refusal(why));
    await refused("ana", "ask", "No unit waits for a redraw");
    await add(saleId, 1);
    await refused("ana", "confirm", "Nobody has asked for a redraw");
    expect((await redraw("ana", saleId, "ask")).status).toBe(303);
    await refused("ana", "confirm", "Another person of the staff has to confirm");
    expect((await redraw("ben", saleId, "drop")).status).toBe(303);
    await refused("ben", "confirm", "Nobody has asked for a redraw");
    await vacate(saleId);
    await refused("ben", "confirm", "The vacancy is stated already");
    await refused("ben", "drop", "The vacancy is stated already");
    const withdrawn = await call(`/v1/sales/${saleId}/stock`, { body: { withdraw: 1 } });
    expect(withdrawn.json).toMatchObject({ shortfall: 1 });
  });

  it("takes no beacon but that of its own round, once it is out", async () => {
    const { saleId } = await calledSale({ buyers: 4, units: 1 });
    await add(saleId, 1);
    await vacate(saleId);
    const beacon = await redrawBeaconOf(saleId);
    expect(slugOf(await handIn(saleId, beacon))).toBe("beacon-rejected");
    await setDrawClock(saleId, REDRAWN_MS);
    const { signature } = await beaconOf(saleId);
    expect(slugOf(await handIn(saleId, { ...beacon, signature }))).toBe("beacon-rejected");
    expect((await handIn(saleId, beacon)).status).toBe(204);
    expect((await handIn(saleId, beacon)).status).toBe(204);
  });

  it("is not promised where the sale closes before its round", async () => {
    const closesAt = new Date(Date.now() + 3_600_000).toISOString();
    const { saleId } = await calledSale({ buyers: 4, units: 1, ...{ closesAt } });
    await add(saleId, 1);
    await setDrawClock(saleId, Date.parse(closesAt) - 60_000);
    await redraw("ana", saleId, "ask");
    expect(await redraw("ben", saleId, "confirm")).toMatchObject(refusal("The sale closes before the round"));
    expect((await getDraw(saleId)).statements).toHaveLength(4);
  });

  it("shows staff where it stands, and asks only who may", async () => {
    const { saleId } = await calledSale({ buyers: 4, units: 1 });
    const page = async (who: keyof typeof STAFF) => (await callAs(who, `/console/sales/${saleId}/draw`)).text;
    expect(await page("ana")).not.toContain("Ask for a redraw");
    await add(saleId, 1);
    expect(await page("ana")).toContain("Ask for a redraw");
    expect(await page("dee")).not.toContain("Ask for a redraw");
    await redraw("ana", saleId, "ask");
    expect(await page("ana")).not.toContain("Confirm: state the vacancy");
    expect(await page("ben")).toContain("Confirm: state the vacancy");
    await redraw("ben", saleId, "confirm");
    expect(await page("ben")).toContain("1 unit is stated as vacant");
  });
});

describe("a redraw whose object dies", () => {
  const POINTS = [
    ...REDRAW_FAULT_POINTS,
    "statement-signed",
    "statement-pending",
    "statement-published",
    "statement-settled",
    "seals-opened",
  ] as const;

  it.each(POINTS)("at %s, and once more if it comes there again, ends as if it had not", async (point) => {
    const { saleId, receipts } = await calledSale({ buyers: 6, units: 2 });
    await add(saleId, 2);
    let crashes = 0;
    const die = async (atMs: number) => {
      await evictDurableObject(drawStub(saleId));
      await setDrawClock(saleId, atMs);
      if (crashes < 2) await crashAt(saleId, point, () => (crashes += 1));
    };
    await setDrawClock(saleId, VACATED_MS);
    await redraw("ana", saleId, "ask");
    for (let tries = 0; tries < 5 && !(await getDraw(saleId)).statements[4]; tries += 1) {
      await die(VACATED_MS);
      await redraw("ben", saleId, "confirm").catch(() => {});
    }
    for (let alarm = 0; alarm < 50 && (await getDraw(saleId)).files.redraws === undefined; alarm += 1) {
      await die(REDRAWN_MS);
      await handIn(saleId, await redrawBeaconOf(saleId)).catch(() => {});
      await runDurableObjectAlarm(drawStub(saleId));
    }
    expect(crashes).toBeGreaterThan(0);
    expect(await stageOf(saleId)).toBe("calling");
    const report = await verified(saleId, receipts);
    expect(report.fault).toBeUndefined();
    expect(report).toMatchObject({ called: 4, statements: 7 });
  });
});
