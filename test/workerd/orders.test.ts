import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { COLLECTION_END_TOLD_MS, ORDERS_SWEPT_AT_ONCE } from "../../src/domain/limits.ts";
import { buyerOrderAnswer, orderAnswer, ordersAnswer, placedOrder } from "../../src/wire/order.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { type Call, call, migrateDatabase, type Seen, saleStub, slugOf } from "./support/deployment.ts";
import { decisionOf, holdUnit, ledgerOf, moveClock, newSale, redeem } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});

const { shippingAddress } = checkoutOf(1);
const PICKUP = { shippingAddress: undefined, fulfilment: { kind: "pickup", partnerId: "p_1" } };
const CANCEL = { by: "shop", reason: "Broken in the warehouse.", units: "return" };
const DEPOSIT = { amountMinor: 100_000, currency: "INR" };
const PREORDER = {
  mode: "preorder",
  limits: { perAccount: 1 },
  timeZone: "Asia/Kolkata",
  shipWithinDays: 5,
};
const refusalOf = (seen: Seen) => [seen.status, slugOf(seen)];

type Sold = { readonly saleId: string; readonly orderId: string; readonly order: ReturnType<typeof placedOrder.parse> };

async function soldOrder(terms: object = {}, buyer: object = {}, more: object = {}): Promise<Sold> {
  const saleId = await newSale(terms);
  const { token } = await holdUnit(saleId, 1, buyer);
  const orderId = "ord/1 é";
  const sold = await redeem(token, orderId, more);
  expect(sold.status, sold.text).toBe(200);
  return { saleId, orderId, order: placedOrder.parse(sold.json.order) };
}

function pathOf({ saleId, orderId }: Pick<Sold, "saleId" | "orderId">, step: string): string {
  return `/v1/sales/${saleId}/orders/${encodeURIComponent(orderId)}/${step}`;
}

function move(
  sold: Pick<Sold, "saleId" | "orderId">,
  step: string,
  body: object = {},
  options: Omit<Call, "body"> = {},
) {
  return call(pathOf(sold, step), { ...options, body });
}

function shownTo({ saleId, orderId, order }: Sold, receipt = order.receipt): Promise<Seen> {
  return call(pathOf({ saleId, orderId }, "status"), { body: { receipt }, shop: undefined, key: "" });
}

async function listed(saleId: string, query = "") {
  const seen = await call(`/v1/sales/${saleId}/orders${query}`, { method: "GET", key: "" });
  return ordersAnswer.parse(seen.json);
}

async function auditOf(saleId: string) {
  return (await call(`/v1/sales/${saleId}/ledger/audit`, { method: "GET", key: "" })).json;
}

describe("a pre-order", () => {
  it("is told with every problem at once what its terms lack", async () => {
    const body = {
      ...PREORDER,
      title: "Mi Max",
      sku: "MAX",
      units: 10,
      price: { amountMinor: 100, currency: "INR" },
      opensAt: "2026-12-01T08:30:00Z",
      closesAt: "2036-12-01T08:30:00Z",
      limits: { perAccount: 2 },
      addressLocked: false,
      acceptedPayments: ["cod"],
    };
    const put = await call("/v1/sales/wrong-preorder", { method: "PUT", body });
    expect([put.status, slugOf(put)]).toEqual([400, "request-invalid"]);
    expect(put.json.errors).toMatchObject([
      { pointer: "/limits/perAccount" },
      { pointer: "/shipBy" },
      { pointer: "/acceptedPayments" },
    ]);
  });

  it("is promised a date in the days of the sale's zone, and listed as overdue from then on, also where it was put off", async () => {
    const sold = await soldOrder(PREORDER);
    const { saleId, orderId } = sold;
    const promised = Date.parse(sold.order.shipBy ?? "");
    expect(new Date(promised).toISOString()).toMatch(/T18:29:59\.000Z$/);
    expect(await listed(saleId, "?state=overdue")).toEqual({ orders: [] });
    await moveClock(saleId, promised - Date.now());
    expect(await listed(saleId, "?state=overdue")).toMatchObject({ orders: [{ orderId, overdue: true }] });
    expect(buyerOrderAnswer.parse((await shownTo(sold)).json)).toMatchObject({ state: "paid", freeCancel: false });
  });

  it("that is put off tells its buyer the new date, and that cancelling costs nothing", async () => {
    const sold = await soldOrder(PREORDER);
    const sale = { ...PREORDER, shipWithinDays: 9 };
    const put = await call(`/v1/sales/${sold.saleId}`, { method: "PUT", body: { ...SALE, ...sale } });
    expect(put.status, put.text).toBe(200);
    const shown = buyerOrderAnswer.parse((await shownTo(sold)).json);
    expect(shown).toMatchObject({ freeCancel: true, message: expect.stringContaining("at no cost") });
    expect(Date.parse(shown.delayedTo ?? "")).toBeGreaterThan(Date.parse(shown.shipBy ?? ""));
  });
});

describe("an order", () => {
  it("is sent where the checkout said, also in another spelling, once", async () => {
    const sold = await soldOrder();
    const elsewhere = { ...shippingAddress, lines: ["99 Other Road"], postalCode: "560001" };
    expect(refusalOf(await move(sold, "dispatch", { shippingAddress: elsewhere }))).toEqual([409, "address-changed"]);
    const spelt = { ...shippingAddress, lines: shippingAddress.lines.map((line: string) => line.toUpperCase()) };
    const sent = await move(sold, "dispatch", { shippingAddress: spelt }, { key: "dispatch-1" });
    expect(orderAnswer.parse(sent.json)).toMatchObject({
      orderId: sold.orderId,
      state: "dispatched",
      addressMatch: "exact",
    });
    const again = await move(sold, "dispatch", { shippingAddress: spelt }, { key: "dispatch-1" });
    expect([again.text, again.headers.get("idempotent-replayed")]).toEqual([sent.text, "true"]);
    expect(refusalOf(await move(sold, "dispatch", { shippingAddress }))).toEqual([409, "order-dispatched"]);
    expect(refusalOf(await move(sold, "cancel", CANCEL))).toEqual([409, "order-dispatched"]);
  });

  it("is collected by its code where the rest is paid, and five wrong ones are looked at", async () => {
    const terms = { deposit: DEPOSIT, collectWithinDays: 10 };
    const sold = await soldOrder(terms, PICKUP, { paid: DEPOSIT });
    const { code = "" } = sold.order.collect ?? {};
    expect(sold.order).toMatchObject({ state: "booked", collect: { partnerId: "p_1" } });
    const [order] = (await listed(sold.saleId, "?state=booked&partnerId=p_1")).orders;
    expect(order).toMatchObject({ balance: { amountMinor: 1_299_900, currency: "INR" } });
    expect(JSON.stringify(order)).not.toContain(code);
    const paid = { amountMinor: 1_299_900, currency: "INR" };
    expect(refusalOf(await move(sold, "collect", { code, partnerId: "p_2", paid }))).toEqual([409, "wrong-place"]);
    expect(refusalOf(await move(sold, "collect", { code }))).toEqual([409, "balance-due"]);
    expect(refusalOf(await move(sold, "collect", { code: "12345" }))).toEqual([400, "request-invalid"]);
    const fraction = { ...paid, amountMinor: 1_299_899.999 };
    expect(refusalOf(await move(sold, "collect", { code, paid: fraction }))).toEqual([400, "request-invalid"]);
    const wrong = code === "000000" ? "000001" : "000000";
    const first = await move(sold, "collect", { code: wrong, paid }, { key: "try-1" });
    expect([...refusalOf(first), first.json.triesLeft]).toEqual([409, "code-rejected", 4]);
    // A repeat under its key is no further try.
    expect((await move(sold, "collect", { code: wrong, paid }, { key: "try-1" })).text).toBe(first.text);
    await evictDurableObject(saleStub(sold.saleId));
    for (let tries = 2; tries <= 5; tries++) await move(sold, "collect", { code: wrong, paid });
    const refused = await move(sold, "collect", { code, paid });
    expect([...refusalOf(refused), refused.json.triesLeft]).toEqual([409, "code-rejected", 0]);
    await moveClock(sold.saleId, 3_700_000);
    expect((await move(sold, "ready")).json).toMatchObject({ state: "ready" });
    expect((await move(sold, "collect", { code, paid })).json).toMatchObject({ state: "collected" });
    expect(await auditOf(sold.saleId)).toMatchObject({ differences: [] });
  });

  it("lapses by the alarm alone, and its unit is back", async () => {
    const sold = await soldOrder({ collectWithinDays: 1 }, PICKUP);
    await moveClock(sold.saleId, Date.parse(sold.order.collect?.until ?? "") - Date.now());
    await runDurableObjectAlarm(saleStub(sold.saleId));
    const state = await runInDurableObject(saleStub(sold.saleId), (_, { storage }) =>
      storage.sql.exec<{ state: string }>("SELECT state FROM sale_order").one(),
    );
    expect(state).toEqual({ state: "lapsed" });
    await moveClock(sold.saleId, 3 * 86_400_000);
    expect(await ledgerOf(sold.saleId)).toMatchObject({ free: 10, sold: 0, held: 0 });
    expect((await shownTo(sold)).json.message).toMatch(/not collected in time.*back the way it came/);
    expect(await auditOf(sold.saleId)).toMatchObject({ differences: [] });
  });

  it("that is cancelled gives its unit back, and its buyer reads why and what happens to the money", async () => {
    const sold = await soldOrder();
    const cancelled = await move(sold, "cancel", { ...CANCEL, cause: "not_deliverable" });
    expect(orderAnswer.parse(cancelled.json)).toMatchObject({
      state: "cancelled",
      cancelled: { by: "shop", cause: "not_deliverable" },
    });
    expect(await ledgerOf(sold.saleId)).toMatchObject({ free: 9, held: 1, returning: 1, sold: 0 });
    const shown = buyerOrderAnswer.parse((await shownTo(sold)).json);
    expect(shown.message).toMatch(/cannot deliver to this address\. .*back the way it came\.$/);
    expect(JSON.stringify(shown)).not.toContain(CANCEL.reason);
    expect(refusalOf(await move(sold, "dispatch", { shippingAddress }))).toEqual([409, "order-cancelled"]);
    expect(await auditOf(sold.saleId)).toMatchObject({ differences: [] });
  });

  it("is looked at a day before its time ends, and by a release before at the end alone, which would end it", async () => {
    const { saleId, order } = await soldOrder({ collectWithinDays: 10 }, PICKUP);
    const untilMs = Date.parse(order.collect?.until ?? "");
    const kept = await runInDurableObject(saleStub(saleId), async (object, { storage }) => {
      await object.waitingOrders();
      return storage.sql.exec("SELECT due_at_ms, look_at_ms FROM sale_order").one();
    });
    expect(kept).toEqual({ due_at_ms: untilMs, look_at_ms: untilMs - COLLECTION_END_TOLD_MS });
  });

  it("is cancelled for fraud by staff alone, who cite a decision of that sale, and an appeal is open", async () => {
    const sold = await soldOrder();
    const { orders } = await listed(sold.saleId);
    expect(orders).toHaveLength(1);
    const fraud = { ...CANCEL, by: "fraud" };
    const { decisionId } = await holdUnit(sold.saleId, 2);
    const { decisionId: foreign } = await holdUnit(await newSale(), 3);
    const asStaff = (more: object) =>
      callAs("ana", pathOf(sold, "cancel"), { body: { ...fraud, ...more }, key: crypto.randomUUID() });
    expect(refusalOf(await move(sold, "cancel", { ...fraud, decisionId }))).toEqual([403, "forbidden"]);
    expect(refusalOf(await asStaff({}))).toEqual([400, "request-invalid"]);
    expect(refusalOf(await asStaff({ decisionId: foreign }))).toEqual([400, "request-invalid"]);
    expect(refusalOf(await asStaff({ caseId: "case-nowhere" }))).toEqual([404, "case-unknown"]);
    expect((await asStaff({ decisionId })).json).toMatchObject({ cancelled: { by: "fraud", appeal: "open" } });
    expect((await shownTo(sold)).json).toMatchObject({ appealable: true });
  });

  it.each([
    ["a cause of somebody else", { cause: "payment_failed" }, "/cause"],
    ["a decision where it is no fraud", { decisionId: "dec_1" }, "/decisionId"],
    ["no reason", { reason: "" }, "/reason"],
    ["units that go nowhere", { units: "burn" }, "/units"],
  ])("is not cancelled with %s", async (_, change, pointer) => {
    const sold = await soldOrder();
    const refused = await move(sold, "cancel", { ...CANCEL, ...change });
    expect(refusalOf(refused)).toEqual([400, "request-invalid"]);
    expect(refused.json.errors).toMatchObject([{ pointer }]);
    expect((await listed(sold.saleId)).orders).toMatchObject([{ state: "paid" }]);
  });

  it("is shown to nobody without its receipt, and moved by no other shop", async () => {
    const sold = await soldOrder();
    expect(refusalOf(await shownTo(sold, "01ARZ3NDEKTSV4RRFFQ69G5FAV"))).toEqual([404, "order-unknown"]);
    expect(refusalOf(await move(sold, "cancel", CANCEL, { shop: "shop-b" }))).toEqual([404, "sale-unknown"]);
    expect(refusalOf(await move({ ...sold, orderId: "ord_9" }, "ready"))).toEqual([404, "order-unknown"]);
  });

  it("is on its decision as sold, and then as released, under its number", async () => {
    const saleId = await newSale();
    const { token, decisionId } = await holdUnit(saleId);
    await redeem(token, "ord_1");
    await move({ saleId, orderId: "ord_1" }, "cancel", CANCEL);
    expect((await decisionOf(decisionId)).hold).toMatchObject({ state: "released", orderId: "ord_1" });
  });
});

describe("orders that are overdue by the hundred", () => {
  it("are all told of by alarms alone, some at once", async () => {
    const { saleId } = await soldOrder();
    const count = 3 * ORDERS_SWEPT_AT_ONCE;
    await runInDurableObject(saleStub(saleId), (_, { storage }) => {
      storage.sql.exec(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         INSERT INTO sale_order (order_id, state, holds, units, placed_at_ms, ship_by_ms, receipt, moves)
         SELECT 'late-' || i, 'paid', '[]', 1, 0, 1000, '', 0 FROM n`,
        count,
      );
    });
    await evictDurableObject(saleStub(saleId));
    const told = () =>
      runInDurableObject(
        saleStub(saleId),
        (_, { storage }) => storage.sql.exec<{ n: number }>("SELECT TOTAL(overdue_told) AS n FROM sale_order").one().n,
      );
    expect((await listed(saleId)).orders.length).toBeGreaterThan(0);
    // An alarm may fire by itself between any two lines.
    expect((await told()) % ORDERS_SWEPT_AT_ONCE).toBe(0);
    const toldByNext = async () => {
      await runDurableObjectAlarm(saleStub(saleId));
      return await told();
    };
    await expect.poll(toldByNext).toBe(count);
  });
});

describe("a list of orders", () => {
  it("goes on from its cursor until there are no more", async () => {
    const { saleId } = await soldOrder();
    await runInDurableObject(saleStub(saleId), (_, { storage }) => {
      storage.sql.exec(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)
         INSERT INTO sale_order (order_id, state, holds, units, placed_at_ms, ship_by_ms, receipt, moves)
         SELECT 'many-' || printf('%03d', i), 'paid', '[]', 1, 0, 1000 - i, '', 0 FROM n`,
      );
    });
    for (const query of ["?state=paid", "?state=overdue", "?"]) {
      const first = await listed(saleId, query);
      const second = await listed(saleId, `${query}&cursor=${encodeURIComponent(first.next ?? "")}`);
      const seen = [...first.orders, ...second.orders].map(({ orderId }) => orderId);
      expect([first.orders.length, second.next, new Set(seen).size]).toEqual([100, undefined, seen.length]);
      expect(seen.length).toBe(query === "?state=overdue" ? 150 : 151);
    }
  });

  it.each(["?state=lost", "?cursor=x"])("refuses %s", async (query) => {
    const seen = await call(`/v1/sales/${await newSale()}/orders${query}`, { method: "GET", key: "" });
    expect(refusalOf(seen)).toEqual([400, "request-invalid"]);
  });
});
