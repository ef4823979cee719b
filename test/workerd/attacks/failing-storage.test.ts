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
import { createConsole } from "../../../src/http/console/console.ts";
import { ROUTES } from "../../../src/http/routes.ts";
import { SaleObject } from "../../../src/objects/sale.object.ts";
import { deleteExpired } from "../../../src/platform/erasure/retention.ts";
import { isStorageFault, StorageFault } from "../../../src/platform/storage/storage-fault.ts";
import worker from "../../../src/worker.ts";
import { assertion, serveCertificates } from "../support/access-team.ts";
import { callWith } from "../support/call-with.ts";
import { newCase } from "../support/case-calls.ts";
import { call, migrateDatabase, saleStub, shopKey } from "../support/deployment.ts";
import { responseText } from "../support/response-text.ts";
import { addressOf, fill } from "../support/route-calls.ts";
import { holdUnit, newSale } from "../support/shopping.ts";
import { STAFF } from "../support/staff.ts";

/** What D1 says where it cannot do what was asked, and of which another try may go well. */
const FAULTS = [
  "D1_ERROR: database or disk is full: SQLITE_FULL",
  "D1_ERROR: database is locked: SQLITE_BUSY",
  "D1_ERROR: Network connection lost.",
  "words that nobody has seen before",
];
/** So many statements go well before the database fails: what a call does after the first is reached too. */
const GOOD_STATEMENTS = [0, 1, 2, 3];

type Request = { readonly name: string; readonly path: string; readonly init: RequestInit };

const requests: Request[] = [];
beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  const saleId = await newSale();
  const { decisionId, holdId } = await holdUnit(saleId);
  const { caseId } = await newCase();
  const known = { saleId, decisionId, holdId, caseId, url: "https://xiaomi-store-9.top/" };
  const staff = { "Cf-Access-Jwt-Assertion": await assertion(STAFF.ben), Origin: "https://firsthand.test" };
  requests.push(...apiRequests(known, staff), ...consoleRequests(known, staff));
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterAll(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Every call of the registry, each as somebody who may make it. */
function apiRequests(
  known: { readonly [name: string]: string },
  staff: { readonly [name: string]: string },
): Request[] {
  return ROUTES.map((route) => {
    const filled = fill(route, known);
    const caller =
      route.caller === "anybody"
        ? {}
        : route.caller.startsWith("staff")
          ? staff
          : { Authorization: `Bearer ${shopKey()}`, "Idempotency-Key": crypto.randomUUID() };
    const [fileType] = route.body === undefined ? (route.bodyTypes ?? []) : [];
    const headers = { ...caller, "Content-Type": fileType ?? "application/json" };
    const body =
      route.method === "get" ? {} : { body: JSON.stringify(bodyFor(route.operationId, known) ?? filled.body) };
    const init = { method: route.method.toUpperCase(), headers, ...body };
    return { name: route.operationId, path: addressOf(route, filled), init };
  });
}

/** Where a sample of the schema would be turned away before anything is read. */
function bodyFor(operationId: string, { decisionId = "" }: { readonly [name: string]: string }): object | undefined {
  const at = new Date(0).toISOString();
  switch (operationId) {
    case "addOutcome":
      return { outcome: "paid", at };
    case "importOutcomes":
      return { outcomes: [{ decisionId, outcome: "paid", at }] };
    case "recordDeliveries":
      return { deliveries: [{ decisionId, orderId: "ord-1", serials: ["SN-12345678"] }] };
    case "erase":
      return { kind: "account", value: "acc_1" };
    case "reportReseller":
      return { url: "https://xiaomi-store-9.top/phones" };
    default:
      return undefined;
  }
}

/** Every page and form of the console, by its own list. */
function consoleRequests(
  known: { readonly [name: string]: string },
  staff: { readonly [name: string]: string },
): Request[] {
  const form = {
    kind: "account",
    value: "acc_1",
    why: "A test of what is told.",
    transition: "triage",
    note: "x",
    host: "a.top",
  };
  const pages = createConsole().routes.filter(({ method }) => method !== "ALL");
  return pages.map(({ method, path: pattern }) => {
    const path = pattern === "/" ? "" : pattern;
    const place = path
      .replaceAll(/:\w+\{(\w+)[^}]*\}/g, "$1")
      .replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(known[name] ?? "x"));
    const headers = { ...staff, "Sec-Fetch-Site": "same-origin" };
    const body = method === "GET" ? {} : { body: new URLSearchParams(form) };
    return { name: `${method} /console${path}`, path: `/console${place}`, init: { method, headers, ...body } };
  });
}

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
  "checkout",
  "getHealth",
  "getSale",
  "getDraw",
  "startVisit",
  "getLedger",
  "orderStatus",
  // Of a checkout that was never in review its sale alone is asked.
  "getReview",
  "GET /console",
  "GET /console/sales/:saleId",
  // It says what could not be asked, and the rest is still true.
  "GET /console/sales/:saleId/checklist",
  // A form is shown again with its problems before anything is kept.
  "GET /console/sales/:saleId/terms",
  "POST /console/sales/:saleId/terms",
  "GET /console/sales/:saleId/draw",
  "GET /console/sales/:saleId/live.json",
  "GET /console/sales/:saleId/invites",
  "GET /console/sales/:saleId/orders",
  "GET /console/sales/:saleId/pools",
  "POST /console/sales/:saleId/:action{pause|resume}",
]);

describe("a database that fails", () => {
  it.each(FAULTS.flatMap((message) => GOOD_STATEMENTS.map((good) => [message, good] as const)))(
    "with %s after %i statements is 503 with Retry-After on every route, and never 500",
    async (message, good) => {
      const told = new Map<string, number>();
      for (const { name, path, init } of requests) {
        const { DB, counted } = failingDatabase(message, good);
        const response = await callWith({ DB }, path, init);
        // An answer that had begun can only break off, which its reader notices.
        const text = await responseText(response).catch(() => undefined);
        const hasFailed = counted.asked > good;
        const what = `${name}: ${response.status} ${text?.slice(0, 300)}`;
        if (response.status >= 500) expect(response.status, what).toBe(503);
        if (response.status === 503) expect(response.headers.get("retry-after"), what).toMatch(/^[1-9]/);
        if (hasFailed && text !== undefined && !GOES_ON.has(name)) told.set(name, response.status);
      }
      const notTold = [...told].filter(([, status]) => status !== 503).map(([name]) => name);
      expect(notTold).toEqual([]);
      if (good === 0) expect([...told.keys()]).toEqual(expect.arrayContaining(TOUCHES));
    },
  );
});

/** Routes that are known to ask the database at once: where the walk stops reaching one, it has become a walk past it. */
const TOUCHES = [
  "reportReseller",
  "checkReseller",
  "erase",
  "importOutcomes",
  "recordDeliveries",
  "exportDecisions",
  "listCases",
  "getCase",
  "GET /console/decisions",
  "GET /console/erasures",
  "POST /console/erasures",
  "GET /console/resellers",
  "GET /console/reviews",
];

/** Every line that is logged from now on, as what it says. */
function logged(): readonly { readonly event: string; readonly detail?: string }[] {
  const lines: { event: string; detail?: string }[] = [];
  vi.spyOn(console, "error").mockImplementation((line: string) => {
    lines.push(JSON.parse(line));
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
      const headers = { "Content-Type": "application/json" };
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
