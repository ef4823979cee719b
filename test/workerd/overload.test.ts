import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { BODY_WITHIN_MS, SLICE_TURNS_WAITED_MAX } from "../../src/domain/limits.ts";
import { giveWay } from "../../src/http/checkout/admission.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { callWith } from "./support/call-with.ts";
import { migrateDatabase, shopKey } from "./support/deployment.ts";
import { checkout, ledgerOf, newSale } from "./support/shopping.ts";

beforeAll(migrateDatabase);

/** Of a busy machine. */
const PATIENCE = { timeout: 60_000 };

describe("a body whose client is slow or gone", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const headers = {
    "Content-Type": "application/json",
    "Idempotency-Key": "slow",
    Authorization: `Bearer ${shopKey()}`,
  };
  const begun = (controller: ReadableStreamDefaultController) => controller.enqueue(new TextEncoder().encode("{"));

  it("is 408 once it should have been here long before, and holds nobody up meanwhile", async () => {
    const saleId = await newSale();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const path = `/v1/sales/${saleId}/checkouts`;
    const answered = callWith({}, path, { method: "POST", headers, body: new ReadableStream({ start: begun }) });
    expect((await checkout(saleId, checkoutOf(1))).status).toBe(200);
    await vi.advanceTimersByTimeAsync(BODY_WITHIN_MS);
    const response = await answered;
    expect(response.status).toBe(408);
    expect(await response.json()).toMatchObject({ type: `${env.ISSUER}/problems/body-too-slow` });
  });

  it("takes no slot of its sale", async () => {
    const path = `/v1/sales/${await newSale()}/checkouts`;
    const oneSlot = { ATTEMPTS_IN_FLIGHT_MAX: "1" };
    let end = () => {};
    const body = new ReadableStream({
      start(controller) {
        begun(controller);
        end = () => controller.close();
      },
    });
    const slow = callWith(oneSlot, path, { method: "POST", headers, body });
    await vi.waitFor(async () => {
      const key = { "Idempotency-Key": crypto.randomUUID() };
      const quick = { method: "POST", headers: { ...headers, ...key }, body: JSON.stringify(checkoutOf(1)) };
      expect((await callWith(oneSlot, path, quick)).status).toBe(200);
    }, PATIENCE);
    end();
    expect((await slow).status).toBe(400);
  });

  it("is 400 where it breaks off, and nothing is held", async () => {
    const saleId = await newSale();
    const body = new ReadableStream({
      start: begun,
      pull: (controller) => controller.error(new Error("the client is gone")),
    });
    const response = await callWith({}, `/v1/sales/${saleId}/checkouts`, { method: "POST", headers, body });
    expect(response.status).toBe(400);
    expect(await ledgerOf(saleId)).toMatchObject({ attempts: 0, held: 0 });
  });
});

describe("overload", () => {
  const overloaded = Object.assign(new Error("Durable Object is overloaded."), { overloaded: true, retryable: true });
  const lost = Object.assign(new Error("Network connection lost."), { retryable: true });

  /** Objects whose first calls fail as the runtime fails them; the rest are the real ones. */
  function failing(error: Error, times: number) {
    let left = times;
    const stubs: number[] = [];
    const SALE = {
      getByName: (name: string) => {
        stubs.push(left);
        if (left-- > 0) return { view: () => Promise.reject(error), ledger: () => Promise.reject(error) };
        return env.SALE.getByName(name);
      },
    };
    return { SALE, stubs };
  }
  const readLedger = (settings: object, saleId: string) =>
    callWith(settings, `/v1/sales/${saleId}/ledger`, { headers: { Authorization: `Bearer ${shopKey()}` } });

  it("of an object is 503 with Retry-After, and it is not asked again", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { SALE, stubs } = failing(overloaded, 1);
    const response = await readLedger({ SALE }, await newSale());
    vi.restoreAllMocks();
    expect([response.status, response.headers.get("retry-after"), stubs.length]).toEqual([503, "1", 1]);
  });

  it("a call that was lost on the way is made again, with a fresh stub, up to three times", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const saleId = await newSale();
    const twice = failing(lost, 2);
    expect((await readLedger(twice, saleId)).status).toBe(200);
    expect(twice.stubs.length).toBe(3);
    const always = failing(lost, 9);
    const response = await readLedger(always, saleId);
    vi.restoreAllMocks();
    expect([response.status, response.headers.get("retry-after"), always.stubs.length]).toEqual([503, "1", 3]);
  });

  it.each([
    [
      "that the runtime reset because its disk failed",
      { durableObjectReset: true },
      "disk I/O error: SQLITE_IOERR",
      503,
    ],
    ["in which the runtime itself failed", {}, "internal error; reference = abc", 503],
    [
      "whose code heard that the disk cannot be written",
      { remote: true },
      "attempt to write a readonly database: SQLITE_READONLY",
      503,
    ],
    ["whose code threw", { remote: true }, "the code is wrong", 500],
  ])("an object %s is not asked again: %o is %s and %i", async (_, flags, message, status) => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { SALE, stubs } = failing(Object.assign(new Error(message), flags), 1);
    const response = await readLedger({ SALE }, await newSale());
    vi.restoreAllMocks();
    expect([response.status, response.headers.get("retry-after"), stubs.length]).toEqual([
      status,
      status === 503 ? "1" : null,
      1,
    ]);
    expect(await response.text()).not.toContain(message);
  });

  it("of one sale in one isolate is shed at the configured number, and what was let in is served", async () => {
    const saleId = await newSale({ units: 50 });
    const settings = { ATTEMPTS_IN_FLIGHT_MAX: "4" };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, buyer) =>
        callWith(settings, `/v1/sales/${saleId}/checkouts`, {
          method: "POST",
          headers: {
            Authorization: `Bearer ${shopKey()}`,
            "Content-Type": "application/json",
            "Idempotency-Key": `k${buyer}`,
          },
          body: JSON.stringify(checkoutOf(buyer)),
        }),
      ),
    );
    const served = answers.filter(({ status }) => status === 200);
    const shed = answers.filter(({ status }) => status === 503);
    expect(served.length + shed.length).toBe(40);
    expect(served.length).toBeGreaterThanOrEqual(4);
    expect(shed.length).toBeGreaterThan(0);
    expect(shed.every(({ headers }) => headers.get("retry-after") === "1")).toBe(true);
    for (const refusal of shed) {
      expect(await refusal.json()).toMatchObject({
        type: `${env.ISSUER}/problems/overloaded`,
        instance: refusal.headers.get("x-request-id"),
      });
    }
    const ledger = await (await readLedger({}, saleId)).json();
    expect(ledger).toMatchObject({ attempts: served.length });
  });

  it("of one shop takes no slot of another's sale", async () => {
    const saleId = await newSale();
    const call = (shop: "shop-a" | "shop-b") =>
      callWith({ ATTEMPTS_IN_FLIGHT_MAX: "1" }, `/v1/sales/${saleId}/checkouts`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${shopKey(shop)}`,
          "Content-Type": "application/json",
          "Idempotency-Key": "k",
        },
        body: JSON.stringify(checkoutOf(1)),
      });
    const [first, second, owner] = await Promise.all([call("shop-b"), call("shop-b"), call("shop-a")]);
    expect([first.status, second.status, owner.status]).toEqual([404, 503, 200]);
  });

  it("has work in slices wait while a checkout is in flight, up to a bound, and otherwise for one turn", async () => {
    const turns = async () => {
      let counted = 0;
      await giveWay((ms) => {
        counted += 1;
        return scheduler.wait(ms);
      });
      return counted;
    };
    // Checkouts of other tests may end after they were answered.
    const isFree = () => vi.waitFor(async () => expect(await turns()).toBe(1), PATIENCE);
    const path = `/v1/sales/${await newSale()}/checkouts`;
    const headers = {
      "Content-Type": "application/json",
      Authorization: `Bearer ${shopKey()}`,
      "Idempotency-Key": "k",
    };
    await isFree();
    let answer = (_: unknown) => {};
    const asked = vi.fn(() => new Promise((resolve) => (answer = resolve)));
    const SALE = { getByName: () => new Proxy({}, { get: (_, name) => (name === "then" ? undefined : asked) }) };
    const checkingOut = callWith({ SALE }, path, { method: "POST", headers, body: JSON.stringify(checkoutOf(1)) });
    await vi.waitFor(() => expect(asked).toHaveBeenCalled(), PATIENCE);
    expect(await turns()).toBeGreaterThanOrEqual(SLICE_TURNS_WAITED_MAX);
    answer({ ok: false, error: { kind: "sale-unknown" } });
    expect((await checkingOut).status).toBe(404);
    await isFree();
  });

  it("of the public calls of one address is 429 with Retry-After", async () => {
    const saleId = await newSale();
    const PUBLIC_LIMIT = { limit: async ({ key }: { key: string }) => ({ success: key !== "203.0.113.9" }) };
    for (const [method, path, body] of [
      ["GET", `/v1/sales/${saleId}`, undefined],
      ["POST", `/v1/sales/${saleId}/visits`, "{}"],
      ["POST", `/v1/sales/${saleId}/checkouts`, "{}"],
    ] as const) {
      const headers = { "CF-Connecting-IP": "203.0.113.9", "Content-Type": "application/json", "Idempotency-Key": "k" };
      const response = await callWith({ PUBLIC_LIMIT }, path, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      expect([response.status, response.headers.get("retry-after")], path).toEqual([429, "10"]);
      const other = { ...headers, "CF-Connecting-IP": "203.0.113.8", "X-Forwarded-For": "203.0.113.9" };
      const free = await callWith({ PUBLIC_LIMIT }, path, {
        method,
        headers: other,
        ...(body === undefined ? {} : { body }),
      });
      expect(free.status, path).not.toBe(429);
    }
  });

  it("that cannot be measured is no overload: a limiter that fails limits nobody", async () => {
    const saleId = await newSale();
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const PUBLIC_LIMIT = { limit: () => Promise.reject(new Error("the limiter is down")) };
    const response = await callWith({ PUBLIC_LIMIT }, `/v1/sales/${saleId}`);
    const lines = logged.mock.calls.flat().join("\n");
    logged.mockRestore();
    expect(response.status).toBe(200);
    expect(lines).toContain('"event":"limit-unavailable"');
  });
});
