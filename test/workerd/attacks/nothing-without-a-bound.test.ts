import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import {
  IDEMPOTENCY_KEY_LENGTH_MAX,
  PROBLEM_ERRORS_MAX,
  UNLISTED_ASKS_PER_MINUTE_MAX,
} from "../../../src/domain/limits.ts";
import { browserOrderOf, SALE } from "../../support/fixtures.ts";
import { serveCertificates } from "../support/access-team.ts";
import { callWith } from "../support/call-with.ts";
import { call, foldSale, migrateDatabase, saleStub, shopKey, slugOf } from "../support/deployment.ts";
import { BEACON, beaconOf, drawnSale, freeze, setDrawClock, TIMES } from "../support/drawn-sale.ts";
import { everyCall } from "../support/every-call.ts";
import { accountToken } from "../support/forge.ts";
import { newPartnerKey, partnerOf, putPartners } from "../support/partners.ts";
import { responseText } from "../support/response-text.ts";
import { holdUnit, newSale, putSale } from "../support/shopping.ts";
import { callAs } from "../support/staff.ts";

beforeAll(migrateDatabase);

const JSON_BODY = { "Content-Type": "application/json" };

/** A limiter that lets each key call so often, and the keys that it counted. */
function limiter(max: number) {
  const counted = new Map<string, number>();
  const limit = async ({ key }: { key: string }) => {
    counted.set(key, (counted.get(key) ?? 0) + 1);
    return { success: (counted.get(key) ?? 0) <= max };
  };
  return { limit, counted };
}

describe("one caller with many addresses", () => {
  const PUBLIC_LIMIT_MAX = 3;

  async function statusesFrom(addresses: readonly string[], networkMax = 100) {
    const settings = { PUBLIC_LIMIT: limiter(PUBLIC_LIMIT_MAX), PUBLIC_NETWORK_LIMIT: limiter(networkMax) };
    const statuses: number[] = [];
    for (const address of addresses) {
      const headers = { "CF-Connecting-IP": address };
      statuses.push((await callWith(settings, "/v1/resellers/check?url=shop.example", { headers })).status);
    }
    return statuses;
  }

  it("is one caller for every address of its /64", async () => {
    const addresses = [1, 2, 3, 4, 5].map((host) => `2001:db8:1:2:${host}::${host}`);
    expect(await statusesFrom(addresses)).toEqual([200, 200, 200, 429, 429]);
  });

  it("is one caller in every spelling of an address", async () => {
    const spellings = ["2001:db8::1", "2001:0DB8:0:0:0:0:0:1", "2001:db8:0:0::2", "2001:db8::192.0.2.1"];
    expect(await statusesFrom(spellings)).toEqual([200, 200, 200, 429]);
    const mapped = ["192.0.2.1", "::ffff:192.0.2.1", "::FFFF:c000:201", "192.0.2.1"];
    expect(await statusesFrom(mapped)).toEqual([200, 200, 200, 429]);
  });

  it("is bounded by the looser limit of its /48", async () => {
    const lines = [1, 2, 3, 4, 5, 6].map((line) => `2001:db8:1:${line}::1`);
    expect(await statusesFrom(lines, 4)).toEqual([200, 200, 200, 200, 429, 429]);
    const others = [1, 2, 3, 4, 5, 6].map((site) => `2001:db8:${site}::1`);
    expect(await statusesFrom(others, 4)).toEqual([200, 200, 200, 200, 200, 200]);
  });

  it("shares no limit with the neighbour of its IPv4 address", async () => {
    const neighbours = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"];
    expect(await statusesFrom(neighbours, 1)).toEqual([200, 200, 200, 200]);
  });
});

describe("siteverify", () => {
  const post = (body: object, settings: object, headers: { readonly [name: string]: string } = {}) =>
    callWith(settings, "/v1/siteverify", {
      method: "POST",
      headers: { ...JSON_BODY, "CF-Connecting-IP": "203.0.113.9", ...headers },
      body: JSON.stringify(body),
    });

  it("hears so many wrong secrets from one address, and shops from the same address still", async () => {
    const { token } = await holdUnit(await newSale());
    const settings = { PUBLIC_LIMIT: limiter(2) };
    const wrong = { secret: `fh_sk_${"A".repeat(43)}`, response: token };
    const statuses: number[] = [];
    for (const body of [wrong, {}, wrong, wrong]) statuses.push((await post(body, settings)).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
    const right = await post({ secret: shopKey(), response: token }, settings);
    expect([right.status, await right.json()]).toMatchObject([200, { success: true }]);
  });

  it("keeps of an idempotency key what has one length and tells nothing of it", async () => {
    const saleId = await newSale();
    const { token, holdId } = await holdUnit(saleId);
    const verify = (idempotency_key: string) => post({ secret: shopKey(), response: token, idempotency_key }, {});
    const tooLong = await verify("k".repeat(IDEMPOTENCY_KEY_LENGTH_MAX + 1));
    expect(await tooLong.json()).toEqual({ success: false, "error-codes": ["bad-request"] });
    const key = "buyer@example.com".padEnd(IDEMPOTENCY_KEY_LENGTH_MAX, "x");
    expect(await (await verify(key)).json()).toMatchObject({ success: true });
    expect(await (await verify(key)).json()).toMatchObject({ success: true });
    await foldSale(saleId);
    const [kept] = await runInDurableObject<Rpc.DurableObjectBranded, unknown[]>(saleStub(saleId), (_, { storage }) =>
      storage.sql.exec("SELECT verified_under FROM hold WHERE hold_id = ?", holdId).toArray(),
    );
    expect(kept).toEqual({ verified_under: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});

describe("beacons that are handed in", () => {
  it("are so many from one address, whatever else it calls: the check of each takes tens of milliseconds", async () => {
    const saleId = await drawnSale();
    await freeze(saleId);
    await setDrawClock(saleId, TIMES.drawAtMs + 3000);
    const { round, signature } = await beaconOf(saleId);
    const forged = BEACON.signatureOf(round + 1);
    const settings = { PUBLIC_LIMIT: limiter(100), REPORT_LIMIT: limiter(2), REPORT_NETWORK_LIMIT: limiter(100) };
    const post = (path: string, body: object, address = "203.0.113.9") =>
      callWith(settings, path, {
        method: "POST",
        headers: { ...JSON_BODY, "CF-Connecting-IP": address },
        body: JSON.stringify(body),
      });
    const handIn = (body: object, address?: string) => post(`/v1/sales/${saleId}/draw/beacon`, body, address);
    const statuses: number[] = [];
    for (const each of [forged, forged, signature]) statuses.push((await handIn({ round, signature: each })).status);
    expect(statuses).toEqual([422, 422, 429]);
    const url = `https://shop-${crypto.randomUUID()}.example/`;
    expect((await post("/v1/resellers/reports", { url })).status).toBe(200);
    expect((await handIn({ round, signature }, "203.0.113.8")).status).toBe(204);
  });
});

describe("a body that is wrong everywhere", () => {
  it("is answered with so many places, and how many more there are", async () => {
    const unknown = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`f${at}`, 0]));
    const seen = await call("/v1/sales/wrong-everywhere", { method: "PUT", body: { ...SALE, ...unknown } });
    expect([seen.status, slugOf(seen)]).toEqual([400, "request-invalid"]);
    expect(seen.json.errors).toHaveLength(PROBLEM_ERRORS_MAX);
    expect(seen.json.moreErrors).toBe(3000 - PROBLEM_ERRORS_MAX);
  });
});

describe("a sale that nobody made", () => {
  const objects = async () => (await listDurableObjectIds(env.SALE)).length;
  const browser = { shop: undefined, headers: { Origin: "https://shop-a.example" } };

  it("is asked for by no caller without a shop's key: no object is made, whatever the call", async () => {
    serveCertificates();
    await newSale();
    const before = await objects();
    const unknown = () => `unknown-${crypto.randomUUID()}`;
    const order = browserOrderOf(1);
    const token = await accountToken({ sub: "acc-1" });
    for (const saleId of [unknown(), unknown(), unknown()]) {
      const record = `${saleId}_01ARZ3NDEKTSV4RRFFQ69G5FAV`;
      const settlement = { kind: "proof_of_work", visitToken: "a.b.c", solution: {} };
      const seen = [
        await call(`/v1/sales/${saleId}`, { method: "GET", shop: undefined, key: "" }),
        await call(`/v1/sales/${saleId}/visits`, { body: {}, shop: undefined, key: "" }),
        await call(`/v1/sales/${saleId}/checkouts`, { ...browser, body: { ...order, accountToken: token } }),
        await call(`/v1/sales/${saleId}/checkouts`, { ...browser, method: "OPTIONS" }),
        await call(`/v1/sales/${saleId}/challenges/chl_${record}`, { ...browser, body: settlement }),
        await callAs("ana", `/v1/sales/${saleId}/ledger`),
        await callAs("ana", `/v1/decisions/dec_${record}`),
        await callAs("ana", `/console/sales/${saleId}`),
        await callAs("ana", `/console/sales/${saleId}/clusters`),
        await callAs("ana", `/console/decisions/dec_${record}`),
      ];
      for (const { status } of seen) expect([204, 400, 404]).toContain(status);
    }
    expect(await objects()).toBe(before);
    vi.unstubAllGlobals();
  });

  it("wakes no object of any kind, whoever but a shop makes whatever call, page or form about it", async () => {
    serveCertificates();
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    await putPartners([partnerOf("north")]);
    const unknown = () => `unknown-${crypto.randomUUID()}`;
    const saleId = unknown();
    const calls = await everyCall({
      saleId,
      registeredSaleId: unknown(),
      drawnSaleId: unknown(),
      textedSaleId: unknown(),
      decisionId: `dec_${saleId}_01ARZ3NDEKTSV4RRFFQ69G5FAV`,
      challengeId: `chl_${saleId}_01ARZ3NDEKTSV4RRFFQ69G5FAV`,
      partnerKey: await newPartnerKey("north"),
      adapterId: "plain",
      phone: "+919812345678",
      state: "",
      cursor: "",
      near: "",
      postalCode: "400001",
      country: "IN",
    });
    // An erasure asks whatever sale there is.
    const ofOthers = calls.filter(
      ({ name, init }) =>
        !/eras/i.test(name) && !new Headers(init.headers).get("authorization")?.startsWith("Bearer fh_sk_"),
    );
    const made = async () =>
      (await listDurableObjectIds(env.SALE)).length +
      (await listDurableObjectIds(env.REGISTER)).length +
      (await listDurableObjectIds(env.INVITES)).length +
      (await listDurableObjectIds(env.DRAW)).length +
      (await listDurableObjectIds(env.VISITS)).length;
    const before = await made();
    for (const { path, init } of ofOthers) await responseText(await callWith({}, path, init));
    expect(await made()).toBe(before);
    expect(ofOthers.length).toBeGreaterThan(calls.length / 2);
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it("is known as soon as its shop has made it, also to whoever asked before", async () => {
    const saleId = `soon-${crypto.randomUUID()}`;
    const status = async () => (await call(`/v1/sales/${saleId}`, { method: "GET", shop: undefined, key: "" })).status;
    expect(await status()).toBe(404);
    await putSale(saleId);
    expect(await status()).toBe(200);
  });

  it("is not made where it cannot be listed, and a repeat under the same key lists it", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const saleId = `unlisted-${crypto.randomUUID()}`;
    const headers = { ...JSON_BODY, Authorization: `Bearer ${shopKey()}`, "Idempotency-Key": "k" };
    const put = (settings: object) =>
      callWith(settings, `/v1/sales/${saleId}`, { method: "PUT", headers, body: JSON.stringify(SALE) });
    const refused = await put({ DB: fullDatabase() });
    vi.restoreAllMocks();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await put({})).status).toBe(200);
    expect((await call(`/v1/sales/${saleId}`, { method: "GET", shop: undefined, key: "" })).status).toBe(200);
  });

  it("can be asked for so often in a minute while the list cannot be read, and a sale that is known always", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const saleId = await newSale();
    // All in one minute, in which no other test has asked.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 120_000 });
    const DB = fullDatabase();
    const read = async (id: string) => (await callWith({ DB }, `/v1/sales/${id}`)).status;
    expect(await read(saleId)).toBe(200);
    const before = await objects();
    const statuses = await Promise.all(
      Array.from({ length: UNLISTED_ASKS_PER_MINUTE_MAX + 20 }, (_, at) =>
        read(`unknown-${at}-${crypto.randomUUID()}`),
      ),
    );
    vi.restoreAllMocks();
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThanOrEqual(20);
    expect((await objects()) - before).toBeLessThanOrEqual(UNLISTED_ASKS_PER_MINUTE_MAX);
    const asShop = await callWith({ DB }, `/v1/sales/${saleId}/ledger`, {
      headers: { Authorization: `Bearer ${shopKey()}` },
    });
    expect(asShop.status).toBe(200);
  });
});

/** A database that takes and gives nothing. */
function fullDatabase() {
  const full = () => Promise.reject(new Error("D1_ERROR: database or disk is full: SQLITE_FULL"));
  const statement = { bind: () => statement, run: full, all: full, first: full, raw: full };
  return { prepare: () => statement, batch: full };
}
