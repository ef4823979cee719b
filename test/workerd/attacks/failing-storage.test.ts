import {
  createExecutionContext,
  createMessageBatch,
  createScheduledController,
  getQueueResult,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { STORED_BYTES_FILLING, STORED_BYTES_RESERVED } from "../../../src/domain/limits.ts";
import { SaleObject } from "../../../src/objects/sale.object.ts";
import { deleteExpired } from "../../../src/platform/erasure/retention.ts";
import { isStorageFault, StorageFault } from "../../../src/platform/storage/storage-fault.ts";
import worker from "../../../src/worker.ts";
import { serveCertificates } from "../support/access-team.ts";
import { callWith } from "../support/call-with.ts";
import { call, migrateDatabase, saleStub } from "../support/deployment.ts";
import { everyCall, type NamedRequest } from "../support/every-call.ts";
import { all } from "../support/hostile-calls.ts";
import { knownWorld } from "../support/known-world.ts";
import { ASKS_NOTHING, REACHED } from "../support/reached-calls.ts";
import { responseText } from "../support/response-text.ts";
import { newSale } from "../support/shopping.ts";

/** What D1 says where it cannot do what was asked, and of which another try may go well. */
const FAULTS = [
  "D1_ERROR: database or disk is full: SQLITE_FULL",
  "D1_ERROR: database is locked: SQLITE_BUSY",
  "D1_ERROR: Network connection lost.",
  "words that nobody has seen before",
];
/** So many statements go well before the database fails: what a call does after the first is reached too. */
const GOOD_STATEMENTS = [0, 1, 2, 3];

let calls: readonly NamedRequest[] = [];
beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  calls = await everyCall(await knownWorld());
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterAll(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** The database of the tests, which fails after so many statements; `asked` counts those that it was asked for. */
function failingDatabase(message: string, good: number) {
  const counted = { asked: 0 };
  const real = new WeakMap<object, D1PreparedStatement>();
  const orFail = async <T>(run: () => Promise<T>): Promise<T> => {
    counted.asked += 1;
    if (counted.asked > good) throw new Error(message);
    return await run();
  };
  const statementOf = (statement: D1PreparedStatement): object => {
    const wrapped = {
      bind: (...values: unknown[]) => statementOf(statement.bind(...values)),
      first: (column: string) => orFail(() => (column === undefined ? statement.first() : statement.first(column))),
      run: () => orFail(() => statement.run()),
      all: () => orFail(() => statement.all()),
      raw: () => orFail(() => statement.raw()),
    };
    real.set(wrapped, statement);
    return wrapped;
  };
  const DB = {
    prepare: (query: string) => statementOf(env.DB.prepare(query)),
    batch: (statements: object[]) => orFail(() => env.DB.batch(statements.flatMap((each) => real.get(each) ?? []))),
  };
  return { DB, counted };
}

/** Calls that a sale answers: the database has only what is not needed, or the list of sales, without which a few are asked. */
const GOES_ON = new Set([
  "checkout by shop",
  "checkout by browser",
  "register by browser",
  "registrationStatus by browser",
  "withdrawRegistration by browser",
  "declineTurn by browser",
  "settleChallenge by browser",
  "getHealth",
  "getSale",
  "getDraw",
  "startVisit",
  "getPrivateToken",
  "orderStatus",
  "getDecision by staff",
  "getLedger by staff",
  "cancelOrder by staff",
  // Of a checkout that was never in review its sale alone is asked.
  "getReview",
  "disposeReview",
  "getDrawEntries",
  "getDrawOpenings",
  "getRedrawOpenings",
  "handInBeacon",
  "listOrders by staff",
  // The answer leaves out the nearest store.
  "receiveText",
  "POST /console/reviews/:decisionId",
  "GET /sales/:saleId",
  "POST /sales/:saleId",
  "GET /sales/:saleId/draw",
  "GET /console",
  "GET /console/sales/:saleId",
  // It says what could not be asked, and the rest is still true.
  "GET /console/sales/:saleId/checklist",
  // A form is shown again with its problems before anything is kept.
  "GET /console/sales/:saleId/terms",
  "POST /console/sales/:saleId/terms",
  "GET /console/sales/:saleId/draw",
  "POST /console/sales/:saleId/redraw/:step{ask|confirm|drop}",
  "POST /console/sales/:saleId/entries",
  "GET /console/sales/:saleId/live.json",
  "GET /console/sales/:saleId/invites",
  "GET /console/sales/:saleId/orders",
  "GET /console/sales/:saleId/pools",
  "POST /console/sales/:saleId/:action{pause|resume}",
]);
/** With a method that an address does not take nothing is done; that of a page without its body is held to the same as the page. */
const ofOtherMethod = (name: string) => /^(HEAD|OPTIONS|PATCH) of /.test(name);

/** What a fault of storage may make of a call: 503 with when to come back, and no other failure. @returns the status */
async function toldUnder(settings: object, { name, path, init }: NamedRequest): Promise<number | undefined> {
  const response = await callWith(settings, path, init);
  // An answer that had begun can only break off, which its reader notices.
  const text = await responseText(response).catch(() => undefined);
  const what = `${name}: ${response.status} ${text?.slice(0, 300)}`;
  if (response.status >= 500) expect(response.status, what).toBe(503);
  if (response.status === 503) expect(response.headers.get("retry-after"), what).toMatch(/^[1-9]/);
  return text === undefined ? undefined : response.status;
}

describe("a database that fails", () => {
  const [full = "", ...others] = FAULTS;
  it.each([...GOOD_STATEMENTS.map((good) => [full, good] as const), ...others.map((message) => [message, 0] as const)])(
    "with %s after %i statements is 503 with Retry-After whoever calls what, and never 500",
    async (message, good) => {
      const told = new Map<string, number>();
      await all(calls, async (request) => {
        const { DB, counted } = failingDatabase(message, good);
        const status = await toldUnder({ DB }, request);
        const hasFailed = counted.asked > good;
        const mayGoOn = GOES_ON.has(request.name) || ofOtherMethod(request.name);
        if (hasFailed && status !== undefined && !mayGoOn) told.set(request.name, status);
      });
      expect([...told].filter(([, status]) => status !== 503)).toEqual([]);
      if (good === 0) expect([...told.keys()]).toEqual(expect.arrayContaining([...REACHED]));
    },
  );

  it("is reached by every call, but for those that ask it nothing", () => {
    const named = calls.map(({ name }) => name).filter((name) => !ofOtherMethod(name));
    const known = new Set([...REACHED, ...GOES_ON, ...ASKS_NOTHING]);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe("a binding that is gone", () => {
  const lost = () =>
    Promise.reject(Object.assign(new Error("Network connection lost."), { retryable: true, remote: true }));
  const gone = new Proxy({}, { get: (_, name) => (name === "then" ? undefined : lost) });
  const objects = { getByName: () => gone };
  it.each([
    ["PUBLIC_RECORDS", gone],
    ["WEBHOOKS", gone],
    ["SALE", objects],
    ["REGISTER", objects],
    ["INVITES", objects],
    ["CONVERSATION", objects],
    ["DRAW", objects],
    ["VISITS", objects],
    ["POLICY", objects],
  ])("such as %s is 503 with Retry-After at most, whoever calls what", async (binding, instead) => {
    await all(calls, async (request) => {
      await toldUnder({ [binding]: instead }, request);
    });
  });
});

/** Every line that is logged from now on, as what it says, but those of deliveries that earlier calls left under way. */
function logged(): readonly { readonly event: string; readonly detail?: string }[] {
  const lines: { event: string; detail?: string }[] = [];
  vi.spyOn(console, "error").mockImplementation((line: string) => {
    const said = JSON.parse(line);
    if (said.event !== "webhook-failed") lines.push(said);
  });
  return lines;
}

const STORAGE_FAULT = expect.stringContaining("StorageFault: storage fault: ");

describe("storage that fails where nobody is answered", () => {
  const webhookId = "failing-storage";

  it.each(FAULTS)("with %s has the queue bring each message again", async (message) => {
    const lines = logged();
    const { DB } = failingDatabase(message, 0);
    const named = ["a", "b"].map((eventId) => ({ shop: "shop-a", webhookId, eventId }));
    const batch = createMessageBatch(
      "firsthand-webhooks",
      named.map((body) => ({ id: body.eventId, timestamp: 0, attempts: 1, body })),
    );
    await worker.queue(batch, { ...env, DB: new Proxy(env.DB, { get: (_, name) => Reflect.get(DB, name) }) });
    const { explicitAcks, retryMessages } = await getQueueResult(batch, createExecutionContext());
    expect([explicitAcks, retryMessages.map(({ msgId }) => msgId)]).toEqual([[], ["a", "b"]]);
    expect(lines).toEqual(named.map(() => ({ event: "webhooks-unsent", detail: STORAGE_FAULT })));
  });

  it.each(FAULTS)("with %s leaves the chores of the schedule to the next one", async (message) => {
    const lines = logged();
    const { DB } = failingDatabase(message, 0);
    const controller = createScheduledController({ scheduledTime: new Date("2026-12-01T03:17:00Z") });
    await worker.scheduled(controller, { ...env, DB: new Proxy(env.DB, { get: (_, name) => Reflect.get(DB, name) }) });
    expect(new Set(lines.map(({ event }) => event))).toEqual(
      new Set(["webhooks-unsent", "waiting-reports-unfiled", "retention-failed", "storage-failed"]),
    );
    for (const line of lines) expect(line).toMatchObject({ detail: STORAGE_FAULT });
  });

  it("is no loss of an event that a sale could not put into its queue", async () => {
    const path = `/v1/webhooks/${webhookId}`;
    await call(path, { method: "PUT", body: { url: "http://127.0.0.1:9/", events: ["sale.opened"] } });
    const saleId = await newSale();
    const stub = saleStub(saleId);
    const lines = logged();
    await runInDurableObject(stub, async (_, state) => {
      const sendBatch = () => Promise.reject(new Error("words that nobody has seen before"));
      const WEBHOOKS = new Proxy(env.WEBHOOKS, { get: () => sendBatch });
      await new SaleObject(state, { ...env, WEBHOOKS }).alarm();
      expect(await state.storage.getAlarm()).not.toBeNull();
    });
    expect(lines).toMatchObject([{ event: "events-unsent", detail: STORAGE_FAULT }]);
    // Its delivery was kept before the queue was asked, and keeping the event again keeps it once.
    await runDurableObjectAlarm(stub);
    const kept = await env.DB.prepare("SELECT state FROM webhook_delivery WHERE webhook_id = ? AND INSTR(body, ?) > 0")
      .bind(webhookId, saleId)
      .all();
    expect(kept.results).toEqual([{ state: "waiting" }]);
  });
});

describe("what a call to storage throws", () => {
  it.each([
    ["D1_ERROR: database or disk is full: SQLITE_FULL", true],
    ["D1_ERROR: D1 DB is overloaded. Requests queued for too long.", true],
    ["D1_EXEC_ERROR: Network connection lost.", true],
    ["put: We encountered an internal error. Please try again. (10001)", true],
    ["words that nobody has seen before", true],
    ["D1_ERROR: no such table: nothing: SQLITE_ERROR", false],
    ["D1_ERROR: UNIQUE constraint failed: sale.sale_id: SQLITE_CONSTRAINT", false],
    ["put: The specified object name is not valid. (10020)", false],
  ])("is a fault of storage or one of ours: %s", async (message, isStorage) => {
    const { DB } = failingDatabase(message, 0);
    const failed = await callWith({ DB }, "/v1/resellers/check?url=shop.example");
    expect(failed.status).toBe(isStorage ? 503 : 500);
  });

  it("is told from what our own code throws, which has not asked storage", () => {
    expect(isStorageFault(new Error("the code is wrong"))).toBe(false);
  });

  it("is a fault of storage still when it comes out of an object", () => {
    expect(isStorageFault(new Error(new StorageFault(new Error("anything")).message))).toBe(true);
  });
});

describe("a database that is nearly full", () => {
  /** The database of the tests, which says that it takes so many bytes. */
  function databaseOf(bytes: number): D1Database {
    const saying = (result: D1Result) => ({ ...result, meta: { ...result.meta, size_after: bytes } });
    const real = new WeakMap<object, D1PreparedStatement>();
    const statementOf = (statement: D1PreparedStatement): object => {
      const wrapped = {
        bind: (...values: unknown[]) => statementOf(statement.bind(...values)),
        first: () => statement.first(),
        run: async () => saying(await statement.run()),
        all: async () => saying(await statement.all()),
      };
      real.set(wrapped, statement);
      return wrapped;
    };
    const changed: { readonly [name: PropertyKey]: unknown } = {
      prepare: (query: string) => statementOf(env.DB.prepare(query)),
      batch: async (statements: object[]) =>
        (await env.DB.batch(statements.flatMap((each) => real.get(each) ?? []))).map(saying),
    };
    return new Proxy(env.DB, { get: (_, name) => changed[name] });
  }

  async function reportTo(bytes: number) {
    const settings = { DB: databaseOf(bytes) };
    const report = async () => {
      const body = JSON.stringify({ url: `https://xiaomi-${crypto.randomUUID()}.top/` });
      // From an address of its own, since the calls before may have used up what one has.
      const headers = { "Content-Type": "application/json", "CF-Connecting-IP": crypto.randomUUID() };
      const response = await callWith(settings, "/v1/resellers/reports", { method: "POST", headers, body });
      return [response.status, response.headers.get("retry-after")];
    };
    await report();
    return await report();
  }

  it.each([
    [STORED_BYTES_RESERVED - 1, [200, null]],
    [STORED_BYTES_RESERVED, [503, "3600"]],
  ])("at %i bytes answers a report of the public with %j", async (bytes, answer) => {
    expect(await reportTo(bytes)).toEqual(answer);
  });

  it("is named by the hourly chores, which tell its size", async () => {
    const logged = vi.spyOn(console, "error").mockReturnValue(undefined);
    await deleteExpired(databaseOf(STORED_BYTES_FILLING), 0);
    expect(logged.mock.lastCall).toEqual([
      JSON.stringify({ event: "database-filling", bytes: STORED_BYTES_FILLING, room: "filling" }),
    ]);
  });
});
