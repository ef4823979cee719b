import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { FAULT_POINTS, LATE_FAULT_POINTS } from "../../src/objects/draw.statements.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { migrateDatabase } from "./support/deployment.ts";
import {
  beaconOf,
  crashAt,
  drawNow,
  drawnSale,
  drawStub,
  driveTo,
  driveUntil,
  getDraw,
  handIn,
  register,
  registered,
  setDrawClock,
  setRegisterClocks,
  stageOf,
  statusOf,
  TIMES,
  verified,
} from "./support/drawn-sale.ts";
import { putSale } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const CRASHES_MAX = 2;

/** Registers five accounts, of which two share a household. */
async function population(saleId: string): Promise<string[]> {
  const receipts: string[] = [];
  for (const buyer of [1, 2, 3, 4]) receipts.push((await registered(saleId, buyer)).receipt);
  receipts.push((await registered(saleId, 5, { shippingAddress: checkoutOf(4).shippingAddress })).receipt);
  return receipts;
}

describe("a fair window whose draw dies", () => {
  it.each(LATE_FAULT_POINTS)("at %s gives the same places to who came late", async (point) => {
    const saleId = await drawnSale(
      {
        mode: "flash",
        registration: undefined,
        draw: undefined,
        fairWindowSeconds: 10,
        opensAt: new Date(TIMES.opensMs).toISOString(),
        units: 1,
      },
      TIMES.opensMs + 11_000,
    );
    const receipts = await population(saleId);
    await setRegisterClocks(saleId, 2, TIMES.opensMs + 30_000);
    await driveTo(saleId, "committed", TIMES.opensMs + 11_000);
    let crashes = 0;
    await crashAt(saleId, point, () => (crashes += 1));
    await drawNow(saleId, TIMES.opensMs + 23_000);
    const aheadOf = async (receipt: string) => (await statusOf(saleId, receipt)).ahead ?? -1;
    await driveUntil(
      saleId,
      async () => Math.max(...(await Promise.all(receipts.map(aheadOf)))) === 3,
      TIMES.opensMs + 23_000,
    );
    expect(crashes).toBe(1);
    expect((await Promise.all(receipts.map(aheadOf))).toSorted()).toEqual([-1, 0, 1, 2, 3]);
  });
});

describe("a draw whose object dies", () => {
  it.each(FAULT_POINTS)("at %s, and once more if it comes there again, ends as if it had not", async (point) => {
    const saleId = await drawnSale({ units: 2, limits: { perHousehold: 1 } });
    const receipts = await population(saleId);
    const before = (await getDraw(saleId)).statements;
    let crashes = 0;
    for (const [stage, atMs] of [
      ["committed", TIMES.closesMs + 1000],
      ["calling", TIMES.drawAtMs + 3000],
    ] as const) {
      for (let alarm = 0; alarm < 100 && (await stageOf(saleId)) !== stage; alarm += 1) {
        await evictDurableObject(drawStub(saleId));
        await setDrawClock(saleId, atMs);
        if (crashes < CRASHES_MAX) await crashAt(saleId, point, () => (crashes += 1));
        // Whoever hands it in while the object dies has no answer, and hands it in again.
        if (stage === "calling") await handIn(saleId, await beaconOf(saleId)).catch(() => {});
        await runDurableObjectAlarm(drawStub(saleId));
      }
      expect(await stageOf(saleId)).toBe(stage);
    }
    expect(crashes).toBeGreaterThan(0);
    const report = await verified(saleId, receipts);
    expect(report.fault).toBeUndefined();
    expect(report).toMatchObject({ entries: 5, called: 2, statements: 4 });
    expect((await getDraw(saleId)).statements.slice(0, 1)).toEqual(before);
  });

  it("is taken up when somebody registers, where it was not when the sale was put", async () => {
    const saleId = await drawnSale({});
    await crashAt(saleId, "statement-signed");
    await putSale(saleId, { mode: "flash" }).catch(() => {});
    expect((await register(saleId, 1)).status).toBe(200);
    await drawNow(saleId);
    expect((await verified(saleId)).called).toBe(1);
  });
});
