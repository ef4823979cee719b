import { runInDurableObject } from "cloudflare:test";
import { assert, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { forgetPublicSale } from "../../src/app/public-sale.ts";
import { developmentBeacon } from "../../src/dev/worker/beacon/beacon-chain.ts";
import { fromHex } from "../../src/domain/draw/bytes.ts";
import { isIncluded, leafHash } from "../../src/domain/draw/merkle-tree.ts";
import { utf8 } from "../../src/domain/utf8.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { call, migrateDatabase, saleStub, slugOf } from "./support/deployment.ts";
import {
  BEACON,
  beaconOf,
  bodyOf,
  drawNow,
  drawnSale,
  drawStub,
  driveTo,
  driveUntil,
  freeze,
  getDraw,
  getFile,
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
import { answerOf, checkout, holdUnit, moveClock, newSale, putSale, redeem } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const DRAWN_AT = new Date(TIMES.drawAtMs).toISOString();

type Proved = { readonly line: string; readonly index: number; readonly proof: readonly string[] } | undefined;

/** As a buyer alone checks it. */
function expectIncluded(entry: Proved, { root, n }: { readonly root: string; readonly n: number }): void {
  const proof = entry?.proof.map((hash) => fromHex(hash) ?? new Uint8Array()) ?? [];
  const place = { index: entry?.index ?? -1, count: n, proof };
  expect(isIncluded(fromHex(root) ?? new Uint8Array(), leafHash(utf8(entry?.line ?? "")), place)).toBe(true);
}

describe("a draw", () => {
  it("is one that a stranger can recompute, with the receipts of who registered", async () => {
    const saleId = await drawnSale({ units: 3 });
    const receipts: string[] = [];
    for (const buyer of [1, 2, 3, 4, 5, 6, 7]) receipts.push((await registered(saleId, buyer)).receipt);
    await freeze(saleId);
    expect(await verified(saleId, receipts)).toMatchObject({ entries: 7, called: 0 });
    expect((await verified(saleId, receipts)).fault).toBeUndefined();
    await drawNow(saleId);
    const report = await verified(saleId, receipts);
    expect(report.fault).toBeUndefined();
    expect(report).toMatchObject({ entries: 7, called: 3 });
    expect((await getDraw(saleId)).stage).toBe("calling");
  });
});

describe("the status of a registration", () => {
  it("goes from entered over waiting and the turn to bought and not called, with the line and its proof", async () => {
    const saleId = await drawnSale({ units: 1 });
    const receipts: string[] = [];
    for (const buyer of [1, 2, 3]) receipts.push((await registered(saleId, buyer)).receipt);
    await freeze(saleId);
    const [entered] = await Promise.all(receipts.map((receipt) => statusOf(saleId, receipt)));
    const commitment = await bodyOf(saleId, "commitment", z.object({ root: z.string(), n: z.int() }));
    expect(entered).toMatchObject({ status: "entered", weight: 1 });
    expect(entered?.statement?.seq).toBe(1);
    expectIncluded(entered?.entry, commitment);
    await drawNow(saleId);
    const all = await Promise.all(receipts.map((receipt) => statusOf(saleId, receipt)));
    expect(all.map(({ status }) => status).toSorted()).toEqual(["waiting", "waiting", "your_turn"]);
    expect(all.flatMap(({ ahead }) => (ahead === undefined ? [] : [ahead])).toSorted()).toEqual([0, 1]);
    const buyer = 1 + all.findIndex(({ status }) => status === "your_turn");
    const waiting = 1 + all.findIndex(({ ahead }) => ahead === 0);
    expect(slugOf(await checkout(saleId, checkoutOf(waiting)))).toBe("not-your-turn");
    const { token } = await holdUnit(saleId, buyer);
    await redeem(token, "ord_1", { shippingAddress: checkoutOf(buyer).shippingAddress });
    expect((await statusOf(saleId, receipts[buyer - 1] ?? "")).status).toBe("bought");
    await driveTo(saleId, "over", Date.now());
    const ended = await Promise.all(receipts.map((receipt) => statusOf(saleId, receipt)));
    expect(ended.map(({ status }) => status).toSorted()).toEqual(["bought", "not_called", "not_called"]);
    expect((await verified(saleId, receipts)).fault).toBeUndefined();
  });
});

describe("a draw of few", () => {
  it.each([
    ["nobody", 0, 3],
    ["one", 1, 1],
    ["fewer than there are units", 2, 5],
    ["some for nothing", 3, 0],
  ])("of %s calls everybody that there is a unit for, and verifies", async (_, entries, units) => {
    const saleId = await drawnSale({ units });
    const receipts: string[] = [];
    for (let buyer = 1; buyer <= entries; buyer += 1) receipts.push((await registered(saleId, buyer)).receipt);
    await drawNow(saleId);
    const report = await verified(saleId, receipts);
    expect(report.fault).toBeUndefined();
    expect(report).toMatchObject({ entries, called: Math.min(entries, units) });
  });

  it("goes on while its sale is paused, and lets nobody buy until it is resumed", async () => {
    const saleId = await drawnSale({ units: 1 });
    const { receipt } = await registered(saleId, 1);
    await call(`/v1/sales/${saleId}/pause`, { body: {} });
    await drawNow(saleId);
    expect((await verified(saleId, [receipt])).called).toBe(1);
    expect(slugOf(await checkout(saleId, checkoutOf(1)))).toBe("sale-not-open");
    await call(`/v1/sales/${saleId}/resume`, { body: {} });
    await holdUnit(saleId, 1);
  });

  it("of a sale whose stock was withdrawn before its registration opened calls nobody, and verifies", async () => {
    const saleId = `draw-${crypto.randomUUID()}`;
    const inAnHour = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const [opensAt, closesAt, drawAt] = [inAnHour(60), inAnHour(70), inAnHour(80)];
    await putSale(saleId, {
      mode: "draw",
      units: 2,
      registration: { opensAt, closesAt },
      draw: { drawAt },
      opensAt: drawAt,
      closesAt: inAnHour(600),
    });
    expect((await call(`/v1/sales/${saleId}/stock`, { body: { withdraw: 2 } })).json).toMatchObject({ withdrawn: 2 });
    await driveUntil(saleId, async () => (await stageOf(saleId)) === "registering", Date.parse(opensAt) + 1000);
    expect(await bodyOf(saleId, "charter", z.object({ units: z.int() }))).toEqual({ units: 0 });
    await setRegisterClocks(saleId, 16, Date.parse(opensAt) + 2000);
    const { receipt } = await registered(saleId, 1);
    await driveTo(saleId, "committed", Date.parse(closesAt) + 1000);
    await drawNow(saleId, Date.parse(drawAt) + 3000);
    const report = await verified(saleId, [receipt]);
    expect(report).toMatchObject({ entries: 1, called: 0 });
    expect(report.fault).toBeUndefined();
  });

  it("promises as many units as there are when its charter is stated, and keeps them from then on", async () => {
    const saleId = await drawnSale({ units: 2 });
    expect(slugOf(await call(`/v1/sales/${saleId}/stock`, { body: { withdraw: 2 } }))).toBe("sale-field-fixed");
    expect(await bodyOf(saleId, "charter", z.object({ units: z.int() }))).toEqual({ units: 2 });
  });
});

describe("a household", () => {
  it("has the chances of one, however many entries it sends, and hears of it when the draw is over", async () => {
    const saleId = await drawnSale({ units: 4, limits: { perHousehold: 1, perDevice: 1 } });
    const { shippingAddress, device } = checkoutOf(1);
    const receipts = [
      await registered(saleId, 1),
      await registered(saleId, 2, { shippingAddress }),
      await registered(saleId, 3, { device }),
      await registered(saleId, 4),
    ].map(({ receipt }) => receipt);
    await drawNow(saleId);
    const commitment = await bodyOf(saleId, "commitment", z.object({ eligible: z.int(), shared: z.int() }));
    expect(commitment).toEqual({ eligible: 2, shared: 2 });
    const during = await Promise.all(receipts.map((receipt) => statusOf(saleId, receipt)));
    expect(during.map(({ status }) => status).toSorted()).toEqual(["waiting", "waiting", "your_turn", "your_turn"]);
    await moveClock(saleId, 3 * 3_600_000);
    await driveTo(saleId, "over", Date.now());
    const after = await Promise.all(receipts.map((receipt) => statusOf(saleId, receipt)));
    expect(after.map(({ status }) => status).toSorted()).toEqual(["shared", "shared", "turn_over", "turn_over"]);
    expect(after.find(({ status }) => status === "shared")?.reason).toMatchObject({ category: "household" });
    expect((await verified(saleId, receipts)).fault).toBeUndefined();
  });
});

describe("one address in many spellings", () => {
  it("is seen by the checkout of who is called, whoever of them was called", async () => {
    const saleId = await drawnSale({ units: 1 });
    const { shippingAddress } = checkoutOf(1);
    const spelled = (street: string) => ({ ...shippingAddress, lines: ["Flat 1, Sea View", `1 ${street} Street`] });
    const streets = ["Marigold", "Marigld", "Mariglod", "Marrigold"];
    const buyers = streets.map((street, buyer) => ({ ...checkoutOf(buyer), shippingAddress: spelled(street) }));
    for (const [buyer, order] of buyers.entries()) await registered(saleId, buyer, order);
    await drawNow(saleId);
    const seen = [];
    for (const order of buyers) seen.push(await checkout(saleId, order));
    const [called, ...others] = seen.toSorted((one, other) => one.status - other.status);
    assert(called !== undefined);
    expect(others.map(slugOf)).toEqual(["not-your-turn", "not-your-turn", "not-your-turn"]);
    const { reasons } = answerOf(called);
    expect(reasons?.map(({ code }) => code)).toContain("ADDRESS_SECOND_SPELLING");
  });
});

describe("a turn that ends unused", () => {
  it("calls the next of the order, as a statement says that verifies", async () => {
    const saleId = await drawnSale({ units: 1, draw: { drawAt: DRAWN_AT, turnSeconds: 60 } });
    const receipts: string[] = [];
    for (const buyer of [1, 2, 3]) receipts.push((await registered(saleId, buyer)).receipt);
    await drawNow(saleId);
    await moveClock(saleId, 70_000);
    await driveUntil(saleId, async () => (await getDraw(saleId)).called === 2, Date.now() + 70_000);
    const report = await verified(saleId, receipts);
    expect(report.fault).toBeUndefined();
    expect(report.called).toBe(2);
    expect(await bodyOf(saleId, "wave", z.object({ called: z.int(), vacancies: z.unknown() }))).toEqual({
      called: 1,
      vacancies: { unpaid: 1, declined: 0 },
    });
  });
});

describe("a turn that is given up", () => {
  const decline = (saleId: string, receipt: string) =>
    call(`/v1/sales/${saleId}/registrations/decline`, { body: { receipt }, shop: undefined, key: "" });

  it("is none of a registration that was withdrawn", async () => {
    const saleId = await drawnSale();
    const { receipt } = await registered(saleId, 1);
    const taken = await call(`/v1/sales/${saleId}/registrations/withdraw`, {
      body: { receipt },
      shop: undefined,
      key: "",
    });
    expect(taken.status).toBe(200);
    await drawNow(saleId);
    expect((await statusOf(saleId, receipt)).status).toBe("withdrawn");
    expect(slugOf(await decline(saleId, receipt))).toBe("not-your-turn");
  });

  it("calls the next of the order at once, as a statement says that verifies, and no other turn is given up", async () => {
    const saleId = await drawnSale({ units: 1 });
    const receipts: string[] = [];
    for (const buyer of [1, 2, 3]) receipts.push((await registered(saleId, buyer)).receipt);
    expect(slugOf(await decline(saleId, receipts[0] ?? ""))).toBe("not-your-turn");
    await drawNow(saleId);
    const all = await Promise.all(receipts.map((receipt) => statusOf(saleId, receipt)));
    const receiptOf = (where: (status: (typeof all)[number]) => boolean) => receipts[all.findIndex(where)] ?? "";
    const called = receiptOf(({ status }) => status === "your_turn");
    const waits = await decline(
      saleId,
      receiptOf(({ ahead }) => ahead === 1),
    );
    expect([slugOf(waits), waits.json]).toMatchObject(["not-your-turn", { ahead: 1 }]);
    await holdUnit(saleId, 1 + receipts.indexOf(called));
    expect((await decline(saleId, called)).json).toEqual({ status: "declined" });
    expect((await decline(saleId, called)).json).toEqual({ status: "declined" });
    expect((await statusOf(saleId, called)).status).toBe("turn_over");
    expect(
      (
        await statusOf(
          saleId,
          receiptOf(({ ahead }) => ahead === 0),
        )
      ).status,
    ).toBe("your_turn");
    await driveUntil(saleId, async () => (await getDraw(saleId)).called === 2, Date.now());
    expect(await bodyOf(saleId, "wave", z.object({ vacancies: z.unknown() }))).toEqual({
      vacancies: { unpaid: 0, declined: 1 },
    });
    expect((await verified(saleId, receipts)).fault).toBeUndefined();
  });
});

describe("the button of the page of a sale that gives a turn up", () => {
  const page = (saleId: string, form: { readonly [name: string]: string }) => {
    forgetPublicSale(saleId);
    return call(`/sales/${saleId}`, {
      body: new URLSearchParams(form).toString(),
      shop: undefined,
      key: "",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
  };

  it("is there in the turn alone, works without script, and a second press says what became of it", async () => {
    const saleId = await drawnSale({ units: 1 });
    const { receipt } = await registered(saleId, 1);
    expect((await page(saleId, { receipt })).text).not.toContain("Give up my turn");
    await drawNow(saleId);
    expect((await page(saleId, { receipt })).text).toContain("Give up my turn");
    for (const _ of [1, 2]) {
      const after = await page(saleId, { receipt, giveUp: "yes" });
      expect([after.status, after.text]).toEqual([200, expect.stringContaining("Your turn is over")]);
      expect(after.text).not.toContain("Give up my turn");
    }
    expect((await page(saleId, { receipt: "receipt", giveUp: "yes" })).status).toBe(401);
  });
});

describe("the many who wait", () => {
  it("are answered without asking the sale for each of them, and who is called exactly", async () => {
    const saleId = await drawnSale({ units: 1 });
    const receipts: string[] = [];
    for (const buyer of [1, 2, 3]) receipts.push((await registered(saleId, buyer)).receipt);
    await drawNow(saleId);
    const asked = await runInDurableObject(saleStub(saleId), (sale) =>
      vi.spyOn(Object.getPrototypeOf(sale), "turnStatus"),
    );
    const all = await Promise.all(receipts.map((receipt) => statusOf(saleId, receipt)));
    expect(all.map(({ status }) => status).toSorted()).toEqual(["waiting", "waiting", "your_turn"]);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });
});

describe("a beacon", () => {
  const flipped = (hex: string) => `${hex.slice(0, -1)}${hex.endsWith("0") ? "1" : "0"}`;

  it.each<[string, (beacon: { round: number; signature: string }) => object]>([
    ["of another round", ({ round, signature }) => ({ round: round + 1, signature })],
    ["of a round to come", ({ round }) => ({ round: round + 5, signature: BEACON.signatureOf(round + 5) })],
    ["of the round before", ({ round }) => ({ round, signature: BEACON.signatureOf(round - 1) })],
    ["with one bit changed", ({ round, signature }) => ({ round, signature: flipped(signature) })],
    ["that is cut", ({ round, signature }) => ({ round, signature: signature.slice(0, -2) })],
    ["in capitals", ({ round, signature }) => ({ round, signature: signature.toUpperCase() })],
    ["that is the point at infinity", ({ round }) => ({ round, signature: `c0${"0".repeat(94)}` })],
    ["of another key", ({ round }) => ({ round, signature: developmentBeacon("22".repeat(32)).signatureOf(round) })],
    ["that is nothing", ({ round }) => ({ round, signature: "" })],
    ["of a round that is none", ({ signature }) => ({ round: -1, signature })],
  ])("%s is 422 beacon-rejected", async (_, change) => {
    const saleId = await drawnSale();
    await freeze(saleId);
    await setDrawClock(saleId, TIMES.drawAtMs + 3000);
    const seen = await handIn(saleId, change(await beaconOf(saleId)));
    expect([seen.status, slugOf(seen)]).toEqual([422, "beacon-rejected"]);
    expect(await stageOf(saleId)).toBe("committed");
  });

  it("is taken from anybody, once, and again with the same answer", async () => {
    const saleId = await drawnSale();
    await freeze(saleId);
    const beacon = await beaconOf(saleId);
    expect((await handIn(saleId, beacon)).status).toBe(422);
    await setDrawClock(saleId, TIMES.drawAtMs + 3000);
    const [first, second] = await Promise.all([handIn(saleId, beacon), handIn(saleId, beacon)]);
    expect([first.status, second.status]).toEqual([204, 204]);
    await drawNow(saleId);
    expect((await getDraw(saleId)).statements).toHaveLength(4);
  });

  it("of a sale that draws nothing is not looked at", async () => {
    const seen = await handIn(await newSale(), { round: 1, signature: "" });
    expect([seen.status, slugOf(seen)]).toEqual([404, "draw-unknown"]);
  });
});

describe("a list that is late", () => {
  it("is postponed before the round is out, and drawn by the later one", async () => {
    const saleId = await drawnSale();
    const { receipt } = await registered(saleId, 1);
    await driveTo(saleId, "committed", TIMES.drawAtMs - 30_000);
    expect(await bodyOf(saleId, "postponed", z.object({ because: z.string() }))).toEqual({ because: "list-late" });
    await drawNow(saleId, TIMES.drawAtMs + 200_000);
    expect((await verified(saleId, [receipt])).fault).toBeUndefined();
  });

  it("is voided once the round is out, and drawn under a later charter by which receipts stay good", async () => {
    const saleId = await drawnSale();
    const { receipt } = await registered(saleId, 1);
    await driveTo(saleId, "committed", TIMES.drawAtMs + 60_000);
    await drawNow(saleId, TIMES.drawAtMs + 600_000);
    const report = await verified(saleId, [receipt]);
    expect(report.fault).toBeUndefined();
    expect(report).toMatchObject({ entries: 1, called: 1 });
  });
});

describe("the files of a draw", () => {
  it("are served with their length, an ETag and ranges of it", async () => {
    const saleId = await drawnSale();
    expect(slugOf(await getFile(saleId, "entries.txt"))).toBe("not-found");
    for (const buyer of [1, 2]) await registered(saleId, buyer);
    await freeze(saleId);
    const whole = await getFile(saleId, "entries.txt");
    expect(whole.headers.get("content-length")).toBe("264");
    const etag = whole.headers.get("etag") ?? "";
    expect((await getFile(saleId, "entries.txt", { "If-None-Match": etag })).status).toBe(304);
    const range = await getFile(saleId, "entries.txt", { Range: "bytes=132-263" });
    expect([range.status, range.text]).toEqual([206, whole.text.slice(132)]);
    expect(range.headers.get("content-range")).toBe("bytes 132-263/264");
    expect((await getFile(saleId, "entries.txt", { Range: "bytes=-1" })).text).toBe("\n");
    expect((await getFile(saleId, "entries.txt", { Range: "bytes=5-2" })).status).toBe(200);
    expect((await getFile(saleId, "entries.txt", { Range: "bytes=1-2", "If-Range": '"other"' })).status).toBe(200);
    const beyond = await getFile(saleId, "entries.txt", { Range: "bytes=264-" });
    expect([beyond.status, slugOf(beyond), beyond.headers.get("content-range")]).toEqual([
      416,
      "range-not-satisfiable",
      "bytes */264",
    ]);
  });
});

describe("a draw whose alarm was lost", () => {
  it("goes on once somebody looks at it", async () => {
    const saleId = await drawnSale();
    const alarmOf = () => runInDurableObject(drawStub(saleId), (_, { storage }) => storage.getAlarm());
    await runInDurableObject(drawStub(saleId), (_, { storage }) => storage.deleteAlarm());
    expect(await alarmOf()).toBeNull();
    await getDraw(saleId);
    await freeze(saleId);
    expect(await alarmOf()).not.toBeNull();
  });
});

describe("a fair window", () => {
  /** Registration opens with the sale, ten seconds long, and the draw is ten seconds after it. */
  const fairSale = (units = 2) =>
    drawnSale(
      {
        mode: "flash",
        registration: undefined,
        draw: undefined,
        fairWindowSeconds: 10,
        opensAt: new Date(TIMES.opensMs).toISOString(),
        units,
      },
      TIMES.opensMs + 5000,
    );
  const drawnMs = TIMES.opensMs + 20_000;

  it("is drawn by the beacon as any draw is, whoever was faster", async () => {
    const saleId = await fairSale();
    const receipts: string[] = [];
    for (const buyer of [1, 2, 3]) receipts.push((await registered(saleId, buyer)).receipt);
    await driveTo(saleId, "committed", TIMES.opensMs + 11_000);
    await drawNow(saleId, drawnMs + 3000);
    const report = await verified(saleId, receipts);
    expect(report.fault).toBeUndefined();
    expect(report).toMatchObject({ called: 2, ownSecret: false });
  });

  it("excludes nobody: the checkout judges", async () => {
    const saleId = await fairSale();
    await registered(saleId, 1, { payment: { method: "cash", fingerprint: "pf_cash" } });
    await driveTo(saleId, "committed", TIMES.opensMs + 11_000);
    expect(await bodyOf(saleId, "charter", z.object({ excludedFor: z.array(z.string()) }))).toEqual({
      excludedFor: [],
    });
    expect(await bodyOf(saleId, "commitment", z.object({ eligible: z.int() }))).toEqual({ eligible: 1 });
  });

  it("places who comes after it behind its list, by the second, for what is left, as their receipts say", async () => {
    const saleId = await fairSale(3);
    const receipts: string[] = [(await registered(saleId, 1)).receipt];
    await driveTo(saleId, "committed", TIMES.opensMs + 11_000);
    for (const [buyer, atMs] of [
      [2, 11_900],
      [3, 11_100],
      [4, 12_000],
    ] as const) {
      await setRegisterClocks(saleId, 2, TIMES.opensMs + atMs);
      receipts.push((await registered(saleId, buyer)).receipt);
    }
    const [first = "", second = "", third = "", last = ""] = receipts;
    expect(await statusOf(saleId, last)).toMatchObject({ status: "waiting", late: true });
    await drawNow(saleId, drawnMs + 3000);
    await driveUntil(saleId, async () => (await statusOf(saleId, second)).status === "your_turn", drawnMs + 3000);
    // The second of the last is not over by the clock of its register.
    expect((await statusOf(saleId, last)).ahead).toBeUndefined();
    await setRegisterClocks(saleId, 2, drawnMs);
    await driveUntil(saleId, async () => (await statusOf(saleId, last)).ahead === 0, drawnMs + 60_000);
    for (const receipt of [first, second, third]) expect((await statusOf(saleId, receipt)).status).toBe("your_turn");
    expect(slugOf(await checkout(saleId, checkoutOf(4)))).toBe("not-your-turn");
    await holdUnit(saleId, 3);
    const report = await verified(saleId, receipts);
    expect(report).toMatchObject({ fault: undefined, entries: 1, called: 1 });
    expect(report.places.map(({ status }) => status)).toEqual(["called", "late", "late", "late"]);
  });

  it("gives no place back to who leaves the window, and takes nobody once the sale has closed", async () => {
    const saleId = await fairSale();
    await setRegisterClocks(saleId, 2, TIMES.opensMs + 11_000);
    const { receipt } = await registered(saleId, 1);
    const withdrawn = await call(`/v1/sales/${saleId}/registrations/withdraw`, {
      body: { receipt },
      shop: undefined,
      key: "",
    });
    expect(slugOf(withdrawn)).toBe("registration-not-open");
    await setRegisterClocks(saleId, 2, Date.UTC(2036, 0, 1));
    expect(slugOf(await register(saleId, 2))).toBe("registration-not-open");
  });

  it("falls back on the secret whose hash stood in its charter, where the beacon does not come, and says so", async () => {
    const saleId = await fairSale();
    const { receipt } = await registered(saleId, 1);
    await driveTo(saleId, "committed", TIMES.opensMs + 11_000);
    await driveTo(saleId, "committed", drawnMs + 14_000);
    await driveTo(saleId, "calling", drawnMs + 18_000);
    const report = await verified(saleId, [receipt]);
    expect(report.fault).toBeUndefined();
    expect(report).toMatchObject({ called: 1, ownSecret: true });
  });
});
