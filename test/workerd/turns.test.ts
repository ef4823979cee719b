import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { registerObjectName } from "../../src/domain/ids.ts";
import { assert } from "../../src/domain/result.ts";
import type { OpenCalling } from "../../src/domain/sale/calling/calling.ts";
import { auditAnswer } from "../../src/wire/sale.ts";
import { browserOrderOf, checkoutOf } from "../support/fixtures.ts";
import { call, migrateDatabase, saleStub, slugOf } from "./support/deployment.ts";
import { drawnSale, registered } from "./support/drawn-sale.ts";
import { accountToken } from "./support/forge.ts";
import { answerOf, checkout, holdUnit, ledgerOf, moveClock, redeem, release } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const ROUND = 34441012;
const TURN_MS = 7_200_000;
const MINUTE_MS = 60_000;

/** A sale whose order is that of the numbers of its buyers, told to their register as its draw does. */
async function calledSale({ buyers, ...change }: { readonly buyers: number; readonly units: number }): Promise<string> {
  const saleId = await drawnSale({ registrationShards: 1, ...change });
  const ids: string[] = [];
  for (let buyer = 1; buyer <= buyers; buyer += 1) ids.push((await registered(saleId, buyer)).registrationId);
  await env.REGISTER.getByName(registerObjectName({ saleId, shard: 0 })).tell(
    ids.map((id, index) => [id, { weight: 1, status: "eligible", place: { round: ROUND, place: index + 1 } }]),
  );
  return saleId;
}

async function open(saleId: string, { places, callAtOnce }: Pick<OpenCalling, "places" | "callAtOnce">): Promise<void> {
  const opened = await saleStub(saleId).openCalling({ round: ROUND, fromPlace: 1, places, callAtOnce });
  assert(opened.ok, "the order of a drawn sale is opened");
}

async function openSale(buyers: number, units: number): Promise<string> {
  const saleId = await calledSale({ buyers, units });
  await open(saleId, { places: buyers, callAtOnce: Math.min(buyers, units) });
  return saleId;
}

const alarmOf = (saleId: string) =>
  runInDurableObject(saleStub(saleId), (_, { storage }) => storage.getAlarm().then((atMs) => atMs ?? 0));

/** When the turn that runs ends: what the sale has to send, copy or fold before is done. */
async function turnEndOf(saleId: string): Promise<number> {
  for (;;) {
    const atMs = await alarmOf(saleId);
    if (atMs > Date.now() + MINUTE_MS) return atMs;
    assert(await runDurableObjectAlarm(saleStub(saleId)), "a sale with a turn that runs has an alarm");
  }
}

async function expectNoDifference(saleId: string): Promise<void> {
  const audit = await call(`/v1/sales/${saleId}/ledger/audit`, { method: "GET", key: "" });
  expect(auditAnswer.parse(audit.json).differences).toEqual([]);
}

describe("a checkout of a drawn sale", () => {
  it("is refused to who did not register, and before the order is drawn to everybody", async () => {
    const saleId = await calledSale({ buyers: 1, units: 1 });
    const stranger = await checkout(saleId, checkoutOf(9));
    expect([stranger.status, slugOf(stranger)]).toEqual([409, "registration-required"]);
    const early = await checkout(saleId, checkoutOf(1));
    expect([early.status, slugOf(early)]).toEqual([409, "not-your-turn"]);
    expect(early.json).not.toHaveProperty("ahead");
  });

  it("is let in for who is called, and tells the others how many are before them", async () => {
    const saleId = await openSale(4, 2);
    expect(answerOf(await checkout(saleId, checkoutOf(2))).allocation.status).toBe("held");
    const waiting = await checkout(saleId, checkoutOf(4));
    expect([waiting.status, slugOf(waiting)]).toEqual([409, "not-your-turn"]);
    expect(waiting.json).toMatchObject({ ahead: 1, outlook: "unlikely", serverTimeMs: expect.any(Number) });
    expect(await ledgerOf(saleId)).toMatchObject({ received: 2, free: 1, held: 1 });
    await expectNoDifference(saleId);
  });

  it("believes no place and no registration of a body", async () => {
    const saleId = await openSale(3, 1);
    const { registrationId } = await registered(saleId, 1);
    expect(slugOf(await checkout(saleId, { ...checkoutOf(3), registrationId }))).toBe("not-your-turn");
    expect(slugOf(await checkout(saleId, { ...checkoutOf(3), place: 1 }))).toBe("request-invalid");
  });

  it("tells a browser the same", async () => {
    const saleId = await openSale(2, 1);
    const from = async (buyer: number) =>
      checkout(
        saleId,
        { ...browserOrderOf(buyer), accountToken: await accountToken({ sub: `acc_${buyer}` }) },
        { shop: undefined },
      );
    expect(slugOf(await from(2))).toBe("not-your-turn");
    expect((await from(1)).status).toBe(200);
  });

  it("says when a turn begins that is certain to, and lets it in then", async () => {
    const opensAtMs = Math.ceil(Date.now() / 1000) * 1000 + 10 * MINUTE_MS;
    const saleId = await calledSale({ buyers: 2, units: 1, ...{ opensAt: new Date(opensAtMs).toISOString() } });
    await open(saleId, { places: 2, callAtOnce: 1 });
    expect(slugOf(await checkout(saleId, checkoutOf(1)))).toBe("sale-not-open");
    expect(await saleStub(saleId).turnStatus({ round: ROUND, place: 1 })).toMatchObject({ turnFromMs: opensAtMs });
    expect(await alarmOf(saleId)).toBeLessThanOrEqual(opensAtMs);
    await moveClock(saleId, opensAtMs - Date.now());
    await runDurableObjectAlarm(saleStub(saleId));
    // The rules see a checkout before the opening: only the sale's clock was moved.
    expect((await checkout(saleId, checkoutOf(1))).status).toBe(200);
    expect(slugOf(await checkout(saleId, checkoutOf(2)))).toBe("not-your-turn");
  });

  it("holds one unit for a place, under any number of calls at once", async () => {
    const saleId = await openSale(2, 2);
    const all = await Promise.all(Array.from({ length: 20 }, () => checkout(saleId, checkoutOf(1))));
    expect(all.map((seen) => answerOf(seen).allocation.status).filter((status) => status === "held")).toHaveLength(1);
    expect(answerOf(await checkout(saleId, checkoutOf(2))).allocation.status).toBe("held");
  });
});

describe("a turn", () => {
  it("that ends unused calls the next by alarm alone, after an eviction too", async () => {
    const saleId = await openSale(3, 1);
    const endsAtMs = await turnEndOf(saleId);
    expect(endsAtMs).toBeGreaterThanOrEqual(Date.now() + TURN_MS - MINUTE_MS);
    expect(endsAtMs).toBeLessThan(Date.now() + TURN_MS + 4 * MINUTE_MS);
    await evictDurableObject(saleStub(saleId));
    await moveClock(saleId, endsAtMs + 1 - Date.now());
    await runDurableObjectAlarm(saleStub(saleId));
    const over = await checkout(saleId, checkoutOf(1));
    expect([over.status, slugOf(over)]).toEqual([409, "turn-over"]);
    expect(slugOf(await checkout(saleId, checkoutOf(3)))).toBe("not-your-turn");
    expect(answerOf(await checkout(saleId, checkoutOf(2))).allocation.status).toBe("held");
    await expectNoDifference(saleId);
  });

  it("is over at its end also where no alarm came", async () => {
    const saleId = await openSale(2, 1);
    await moveClock(saleId, (await turnEndOf(saleId)) - Date.now());
    expect(slugOf(await checkout(saleId, checkoutOf(1)))).toBe("turn-over");
    expect(answerOf(await checkout(saleId, checkoutOf(2))).allocation.status).toBe("held");
  });

  it("keeps its unit over a payment that failed", async () => {
    const saleId = await openSale(2, 1);
    const { token } = await holdUnit(saleId, 1);
    expect((await release({ token, reason: "payment_failed" })).status).toBe(200);
    expect(slugOf(await checkout(saleId, checkoutOf(2)))).toBe("not-your-turn");
    expect(answerOf(await checkout(saleId, checkoutOf(1))).allocation.status).toBe("held");
    await expectNoDifference(saleId);
  });

  it("repeats its answer under its key after it is over", async () => {
    const saleId = await openSale(2, 1);
    const held = await checkout(saleId, checkoutOf(1), { key: "one call" });
    await moveClock(saleId, 2 * TURN_MS);
    expect((await checkout(saleId, checkoutOf(1), { key: "one call" })).text).toBe(held.text);
    expect(slugOf(await checkout(saleId, checkoutOf(1)))).toBe("turn-over");
  });

  it("that is given up calls the next at once", async () => {
    const saleId = await openSale(2, 1);
    await holdUnit(saleId, 1);
    const declined = await saleStub(saleId).declineTurn({ shop: "shop-a", place: { round: ROUND, place: 1 } });
    expect(declined).toEqual({ ok: true, value: { status: "declined" } });
    expect(slugOf(await checkout(saleId, checkoutOf(1)))).toBe("turn-over");
    expect(answerOf(await checkout(saleId, checkoutOf(2))).allocation.status).toBe("held");
    await expectNoDifference(saleId);
  });

  it("buys once", async () => {
    const saleId = await openSale(2, 1);
    const { token } = await holdUnit(saleId, 1);
    const sold = await redeem(token, "ord_1", { shippingAddress: checkoutOf(1).shippingAddress });
    expect(sold.status).toBe(200);
    expect(answerOf(await checkout(saleId, checkoutOf(1))).allocation.status).toBe("none");
    const waiting = await checkout(saleId, checkoutOf(2));
    expect(waiting.json).toMatchObject({ ahead: 0, outlook: "none" });
    await expectNoDifference(saleId);
  });

  it("is what the draw reads, each range once", async () => {
    const saleId = await openSale(4, 2);
    expect((await saleStub(saleId).callingProgress(0))?.ranges).toMatchObject([{ seq: 0, fromPlace: 1, toPlace: 2 }]);
    await saleStub(saleId).declineTurn({ shop: "shop-a", place: { round: ROUND, place: 1 } });
    await evictDurableObject(saleStub(saleId));
    expect(await saleStub(saleId).callingProgress(1)).toMatchObject({
      ranges: [{ seq: 1, fromPlace: 3, toPlace: 3, vacancies: { unpaid: 0, declined: 1 } }],
      calledTo: 3,
      isOver: false,
    });
  });
});

describe("a drawn sale that is paused", () => {
  it("lets nobody in, and gives the time back", async () => {
    const saleId = await openSale(2, 1);
    const pause = (how: "pause" | "resume") => call(`/v1/sales/${saleId}/${how}`, { body: {} });
    expect((await pause("pause")).status).toBe(200);
    expect(slugOf(await checkout(saleId, checkoutOf(1)))).toBe("sale-not-open");
    await moveClock(saleId, 2 * TURN_MS);
    expect((await pause("resume")).status).toBe(200);
    expect(answerOf(await checkout(saleId, checkoutOf(1))).allocation.status).toBe("held");
  });
});
