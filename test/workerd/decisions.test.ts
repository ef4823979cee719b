import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { parseConfig } from "../../src/config.ts";
import type { AttemptRecord } from "../../src/domain/decision/attempt-record.ts";
import { decide } from "../../src/domain/decision/decide.ts";
import { unpackRecord } from "../../src/domain/decision/packed-record.ts";
import { assert } from "../../src/domain/result.ts";
import { policyAt } from "../../src/domain/rules/load-policy.ts";
import { sqlWords } from "../../src/objects/sale.words.ts";
import { findArchivedDecision } from "../../src/platform/decisions/decision-archive.ts";
import { heldPolicy } from "../../src/platform/policy/policy-source.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { call, migrateDatabase, saleStub, shopKey, slugOf } from "./support/deployment.ts";
import { accountToken } from "./support/forge.ts";
import {
  checkout,
  decided,
  decisionOf,
  holdUnit,
  moveClock,
  newSale,
  redeem,
  release,
  visitTo,
} from "./support/shopping.ts";
import { visited } from "./support/visited.ts";

beforeAll(migrateDatabase);

const BUYER = checkoutOf(1);
const TWO_DAYS_MS = 48 * 3_600_000;

/** The records of a sale, as text. */
function recordsOf(saleId: string): Promise<string[]> {
  return runInDurableObject(saleStub(saleId), (_, { storage }) =>
    storage.sql
      .exec<{ record: string }>("SELECT record FROM attempt ORDER BY seq")
      .toArray()
      .map(({ record }) => JSON.stringify(unpackRecord(JSON.parse(record), sqlWords(storage.sql).textOf))),
  );
}

async function archivedRecord(decisionId: string): Promise<string | undefined> {
  const record = await findArchivedDecision(env.DB, decisionId);
  return record && JSON.stringify(record);
}

describe("a decision", () => {
  it("is recorded whole", async () => {
    const saleId = await newSale();
    const visit = await visited(saleId, { deviceId: "dev_1" });
    const answer = await decided(saleId, { ...BUYER, ...visit, partnerId: "p_1" });
    const record = await decisionOf(answer.decisionId);
    expect(record).toMatchObject({
      decisionId: answer.decisionId,
      saleId,
      shop: "shop-a",
      channel: "web",
      quantity: 1,
      paymentMethod: "upi",
      partnerId: "p_1",
      policyHash: answer.policyHash,
      modelVersion: answer.score?.modelVersion,
      verdict: "allow",
      reasons: [],
      buyer: answer.buyer,
      allocation: answer.allocation,
      hold: { state: "held" },
      challengeSettled: false,
      exemptRules: [],
      limits: {
        allowed: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
        claimed: { account: 0, device: 0, household: 0, payment: 0 },
      },
    });
    expect(record.score).toMatchObject(answer.score ?? {});
    for (const kind of ["account", "device", "email", "phone", "payment", "household"]) {
      expect(record.keys[kind], kind).toMatch(/^test1\.[\w-]{20}$/);
    }
    expect(record.signals).toMatchObject({ "visit.state": "ok", "client.state": "ok", channel: "web" });
    expect(record.history).toMatchObject({ "device.other_accounts_in_sale": 0 });
    expect(record.rules.length).toBeGreaterThan(12);
    expect(record.rules.every(({ title }) => title !== undefined)).toBe(true);
  });

  it("is recomputed from its record byte for byte", async () => {
    const saleId = await newSale({ clientSignals: "required", units: 20, limits: { perAccount: 1, perDevice: 5 } });
    const visit = await visited(saleId);
    await decided(saleId, BUYER);
    await decided(saleId, { ...BUYER, ...visit });
    await decided(saleId, { ...BUYER, ...visit });
    await decided(saleId, { ...checkoutOf(2), device: BUYER.device, channel: "phone" });
    await decided(saleId, { ...checkoutOf(3), payment: { method: "cash" } });
    await decided(saleId, { ...checkoutOf(4), visitToken: "forged", account: { id: "new", createdAt: NOW } });
    await decided(saleId, { ...checkoutOf(5), visitToken: await visitTo(saleId), signals: { v: 1, observations: {} } });
    const records = await recordsOf(saleId);
    expect(records).toHaveLength(7);
    const config = parseConfig(env);
    assert(config.ok, "the run's own settings are valid");
    for (const text of records) {
      const record: AttemptRecord = JSON.parse(text);
      const policy = heldPolicy(config.value, record.policyHash, { shop: record.shop, pepperEpoch: "test1" });
      assert(policy !== undefined, "the isolate that decided has the policy that it decided by");
      expect(JSON.stringify(decide(policyAt(policy, record.atMs), record.input))).toBe(JSON.stringify(record.decision));
    }
    const verdicts = records.map((text) => JSON.parse(text).decision.verdict);
    expect(new Set(verdicts)).toEqual(new Set(["allow", "challenge", "deny"]));
  });

  it("of another shop is 404, as is one that never was", async () => {
    const { decisionId } = await holdUnit(await newSale());
    for (const id of [decisionId, decisionId.replace(/.$/, "0"), "dec_never-made_01ARZ3NDEKTSV4RRFFQ69G5FAV", "x"]) {
      const seen = await call(`/v1/decisions/${id}`, { method: "GET", shop: "shop-b" });
      expect([seen.status, slugOf(seen)], id).toEqual([404, "decision-unknown"]);
    }
  });
});

const NOW = new Date().toISOString();

describe("the archive", () => {
  it("gets every record byte for byte, once, however often it is exported", async () => {
    const saleId = await newSale({ units: 300 });
    const ids: string[] = [];
    for (let from = 0; from < 250; from += 50) {
      const together = Array.from({ length: 50 }, (_, at) => decided(saleId, checkoutOf(from + at)));
      ids.push(...(await Promise.all(together)).map(({ decisionId }) => decisionId));
    }
    // An alarm may have fired by itself meanwhile, and copied some of them.
    do await runDurableObjectAlarm(saleStub(saleId));
    while ((await saleStub(saleId).exportLagMs()) !== undefined);
    const count = await env.DB.prepare("SELECT COUNT(*) AS n FROM decision WHERE sale_id = ?").bind(saleId).first("n");
    expect(count).toBe(250);
    const records = await recordsOf(saleId);
    for (const [at, record] of records.entries()) {
      if (at % 25 === 0) expect(await archivedRecord(JSON.parse(record).decisionId)).toBe(record);
    }
    await runInDurableObject(saleStub(saleId), async (sale, { storage }) => {
      storage.sql.exec("UPDATE outbox SET exported_seq = 0");
      await sale.alarm();
    });
    expect(await env.DB.prepare("SELECT COUNT(*) AS n FROM decision WHERE sale_id = ?").bind(saleId).first("n")).toBe(
      250,
    );
    expect(new Set(ids).size).toBe(250);
  });

  it("answers once the sale has let go of its records, and tells what became of the hold", async () => {
    const saleId = await newSale();
    const sold = await holdUnit(saleId, 1);
    const refused = await decided(saleId, BUYER);
    await redeem(sold.token, "ord_1");
    const before = [await decisionOf(sold.decisionId), await decisionOf(refused.decisionId)];
    await runDurableObjectAlarm(saleStub(saleId));
    await moveClock(saleId, TWO_DAYS_MS + 60_000);
    await runInDurableObject(saleStub(saleId), (sale) => sale.alarm());
    expect(await recordsOf(saleId)).toEqual([]);
    expect([await decisionOf(sold.decisionId), await decisionOf(refused.decisionId)]).toEqual(before);
    const foreign = await call(`/v1/decisions/${sold.decisionId}`, { method: "GET", shop: "shop-b" });
    expect(slugOf(foreign)).toBe("decision-unknown");
  });

  it("keeps a record in its sale until the copy is made, and replies for a day at least", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const first = await checkout(saleId, BUYER, { key });
    await runInDurableObject(saleStub(saleId), async (sale, { storage }) => {
      sale.clock = () => Date.now() + TWO_DAYS_MS + 60_000;
      const archive = vi.spyOn(env.DB, "prepare").mockImplementation(() => {
        throw new Error("the database cannot be reached");
      });
      await sale.alarm();
      archive.mockRestore();
      expect(await storage.getAlarm()).toBeGreaterThan(Date.now());
    });
    expect(await recordsOf(saleId)).toHaveLength(1);
    await moveClock(saleId, 24 * 3_600_000 - 60_000);
    await runInDurableObject(saleStub(saleId), (sale) => sale.alarm());
    expect((await checkout(saleId, BUYER, { key })).text).toBe(first.text);
  });
});

describe("no raw personal datum", () => {
  it("is in any table, in the archive, in a log or in a problem document", async () => {
    const canaries = {
      account: "canaryaccount",
      mail: "canarymail",
      phone: "9812340987",
      name: "Canaryname",
      street: "Canarystreet",
      city: "Canarycity",
      device: "canarydevice",
      fingerprint: "canaryfingerprint",
      userAgent: "canaryagent",
      invite: "canaryinvite",
      ip: "203.0.113.199",
    };
    const person = {
      account: {
        id: canaries.account,
        createdAt: "2024-03-01T00:00:00Z",
        email: `${canaries.mail}@example.com`,
        phone: `+91${canaries.phone}`,
      },
      device: { id: canaries.device },
      shippingAddress: {
        name: canaries.name,
        lines: [`12 ${canaries.street}`],
        city: canaries.city,
        postalCode: "400001",
        country: "IN",
      },
      payment: { method: "upi", fingerprint: canaries.fingerprint },
      inviteToken: canaries.invite,
      client: { ip: canaries.ip, userAgent: canaries.userAgent },
      quantity: 1,
      channel: "web",
    };
    const logged: unknown[] = [];
    const spies = (["log", "info", "warn", "error", "debug"] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation((...line) => void logged.push(line)),
    );
    const texts: string[] = [];
    const saleId = await newSale({ units: 5, clientSignals: "required" });
    const headers = { "CF-Connecting-IP": canaries.ip, "User-Agent": canaries.userAgent };
    const visit = await visited(saleId, { deviceId: canaries.device, headers });
    const held = await holdUnit(saleId, 1, { ...person, ...visit });
    texts.push(
      (await checkout(saleId, person)).text,
      (await redeem(held.token, "o", { shippingAddress: { country: "IN", lines: [canaries.street] } })).text,
    );
    texts.push((await release({ holdId: (await holdUnit(saleId, 2, { channel: "phone" })).holdId })).text);
    const second = {
      account: { ...person.account, id: `${canaries.account}2` },
      device: { id: `${canaries.device}2` },
    };
    const elsewhere = { shippingAddress: { ...person.shippingAddress, lines: [`98 ${canaries.street}`] } };
    const contacts = { email: `second.${canaries.mail}@example.com` };
    const other = { ...second, ...elsewhere, account: { ...second.account, ...contacts } };
    texts.push((await checkout(saleId, { ...person, ...other })).text);
    const { account: _account, client: _client, device: _device, payment, ...order } = person;
    const token = await accountToken({
      sub: canaries.account,
      email: person.account.email,
      phone: person.account.phone,
    });
    texts.push(
      (
        await call(`/v1/sales/${saleId}/checkouts`, {
          body: { ...order, payment: { method: payment.method }, accountToken: token },
          shop: undefined,
          headers,
        })
      ).text,
    );
    texts.push((await checkout(saleId, { ...person, quantity: 0 }, { headers })).text);
    texts.push((await checkout(saleId, { ...person, channel: canaries.mail }, { headers })).text);
    texts.push((await call(`/v1/sales/${saleId}/checkouts`, { body: `{"account":"${canaries.mail}` })).text);
    const body = { secret: shopKey(), response: held.token, remoteip: canaries.ip };
    texts.push((await call("/v1/siteverify", { body, shop: undefined })).text);
    await runDurableObjectAlarm(saleStub(saleId));
    for (const spy of spies) spy.mockRestore();

    const tables = await runInDurableObject(saleStub(saleId), (_, { storage }) => {
      const names = storage.sql.exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      );
      return names.toArray().map(({ name }) => [name, storage.sql.exec(`SELECT * FROM "${name}"`).toArray()] as const);
    });
    const rows = new Map(tables);
    expect(texts.filter((text) => text.includes('"challenge"'))).not.toEqual([]);
    for (const name of ["hold", "link_member", "attempt", "account", "spent_visit", "challenge", "reply"]) {
      expect(rows.get(name)?.length, `rows of ${name}`).toBeGreaterThan(0);
    }
    const archive = await env.DB.prepare("SELECT * FROM decision WHERE sale_id = ?").bind(saleId).all();
    expect(archive.results).toHaveLength(5);

    const everything = JSON.stringify([tables, archive.results, logged, texts]).toLowerCase();
    for (const [what, canary] of Object.entries(canaries)) {
      expect(everything.includes(canary.toLowerCase()), what).toBe(false);
    }
  });
});
