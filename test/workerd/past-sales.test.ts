import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { checkoutAnswer } from "../../src/wire/checkout.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { callWith } from "./support/call-with.ts";
import { migrateDatabase, saleStub, shopKey } from "./support/deployment.ts";
import { decisionOf, holdUnit, moveClock, newSale, redeem } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const HOUR_MS = 3_600_000;
/** Of a busy machine. */
const PATIENCE = { timeout: 60_000 };

/** Two accounts buy a unit each with one card, in two sales that have ended since. @returns the card */
async function soldToTwo(settings: object = {}): Promise<string> {
  const fingerprint = `pf-${crypto.randomUUID()}`;
  for (let sale = 0; sale < 2; sale += 1) {
    const saleId = `past-${crypto.randomUUID()}`;
    const closesAt = new Date(Date.now() + HOUR_MS).toISOString();
    const body = JSON.stringify({ ...SALE, closesAt });
    await callWith(settings, `/v1/sales/${saleId}`, { method: "PUT", headers: shopHeaders(), body });
    await redeem((await holdUnit(saleId, 1, newBuyer(fingerprint))).token);
    await runDurableObjectAlarm(saleStub(saleId));
    await moveClock(saleId, 2 * HOUR_MS);
    await runDurableObjectAlarm(saleStub(saleId));
  }
  return fingerprint;
}

function newBuyer(fingerprint: string) {
  const name = crypto.randomUUID();
  const plain = checkoutOf(1);
  return {
    ...plain,
    channel: "phone",
    account: { id: name, createdAt: "2024-03-01T00:00:00Z" },
    device: undefined,
    shippingAddress: { ...plain.shippingAddress, lines: [`${name} Street 5`], postalCode: "400002" },
    payment: { method: "upi", fingerprint },
  };
}

function shopHeaders() {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() };
  return { ...headers, Authorization: `Bearer ${shopKey()}` };
}

/** The first checkout of an isolate that starts now, and so has asked nothing yet. */
const freshIsolate = () => ({ DB: { prepare: (query: string) => env.DB.prepare(query) } });

async function buyIn(saleId: string, settings: object, fingerprint = `pf-${crypto.randomUUID()}`) {
  const body = JSON.stringify(newBuyer(fingerprint));
  const init = { method: "POST", headers: shopHeaders(), body };
  const response = await callWith(settings, `/v1/sales/${saleId}/checkouts`, init);
  return checkoutAnswer.parse(await response.json());
}

/** What the record of a checkout says of earlier sales. */
async function pastIn(decisionId: string): Promise<object> {
  const { signals } = await decisionOf(decisionId);
  return Object.fromEntries(Object.entries(signals).filter(([name]) => name.startsWith("past.")));
}

const KNOWN = { "past.cluster_size": 3, "past.sales": 2, "past.units_bought": 2, "past.units_share": 1 };

describe("a checkout in a later sale", () => {
  // However busy the machine is, the database answers in time.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("knows what accounts with its card bought before", async () => {
    const card = await soldToTwo();
    const answer = await buyIn(await newSale(), freshIsolate(), card);
    expect(await pastIn(answer.decisionId)).toMatchObject({ ...KNOWN, "past.age_spread_hours": 0 });
  });

  it("knows nothing against a card that nobody bought with", async () => {
    await soldToTwo();
    const answer = await buyIn(await newSale(), freshIsolate());
    expect(await pastIn(answer.decisionId)).toEqual({
      "past.cluster_size": 1,
      "past.sales": 0,
      "past.units_bought": 0,
    });
  });

  it("knows sales of an older epoch while its pepper is configured", async () => {
    const card = await soldToTwo({ PEPPERS: JSON.stringify(JSON.parse(env.PEPPERS).toReversed()) });
    const answer = await buyIn(await newSale(), freshIsolate(), card);
    const { keys } = await decisionOf(answer.decisionId);
    expect(keys.account).toMatch(/^test1\./);
    expect(await pastIn(answer.decisionId)).toMatchObject(KNOWN);
  });
});

describe("a database that cannot be asked", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** The real database, but for what is asked about earlier sales. */
  function database(ask: () => Promise<never>) {
    let asked = 0;
    const failing = {
      first: () => ask(),
      all: () => ask(),
      bind: () => failing,
    };
    const DB = {
      prepare: (query: string) => {
        if (!query.includes("buyer")) return env.DB.prepare(query);
        asked += 1;
        return failing;
      },
    };
    return { DB, times: () => asked };
  }

  it.each([
    ["never answers", 1, () => new Promise<never>(() => undefined)],
    ["fails", 3, () => Promise.reject(new Error("D1_ERROR: the database is gone"))],
  ])("that %s holds up and fails no checkout, and is asked no more than %i times", async (_what, most, ask) => {
    // The pause after its misses is longer than the test, however busy the machine is.
    vi.useFakeTimers({ toFake: ["Date"] });
    const { DB, times } = database(ask);
    const saleId = await newSale();
    for (let buyer = 0; buyer < 5; buyer += 1) {
      const answer = await buyIn(saleId, { DB });
      expect([answer.verdict, answer.allocation.status]).toEqual(["allow", "held"]);
      expect(await pastIn(answer.decisionId)).toEqual({});
    }
    expect(times()).toBe(most);
  });

  it("that answers one request late keeps none that comes meanwhile waiting for that one", async () => {
    const asked: (() => void)[] = [];
    const answersLate = {
      bind: () => answersLate,
      first: () => new Promise<null>((resolve) => asked.push(() => resolve(null))),
    };
    const isAsked = (query: string) => query.includes("buyer_sale WHERE shop");
    const settings = { DB: { prepare: (query: string) => (isAsked(query) ? answersLate : env.DB.prepare(query)) } };
    const missed = vi.spyOn(console, "error");
    const misses = () => missed.mock.calls.filter(([line]) => String(line).includes("past-sales-missed")).length;
    const saleId = await newSale();
    const waiting = buyIn(saleId, settings);
    await vi.waitFor(() => expect(asked).toHaveLength(1), PATIENCE);
    for (let buyer = 0; buyer < 3; buyer += 1) expect((await buyIn(saleId, settings)).verdict).toBe("allow");
    await vi.waitFor(() => expect(misses()).toBe(1), PATIENCE);
    for (const answer of asked) answer();
    expect((await waiting).verdict).toBe("allow");
    expect([asked.length, misses()]).toEqual([1, 1]);
    missed.mockRestore();
  });

  it("whose tables are gone fails no checkout", async () => {
    await soldToTwo();
    await env.DB.prepare("ALTER TABLE buyer_link RENAME TO buyer_link_away").run();
    const answer = await buyIn(await newSale(), freshIsolate());
    await env.DB.prepare("ALTER TABLE buyer_link_away RENAME TO buyer_link").run();
    expect(answer.verdict).toBe("allow");
    expect(await pastIn(answer.decisionId)).toEqual({});
  });
});
