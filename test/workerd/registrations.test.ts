import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { registerObjectName } from "../../src/domain/ids.ts";
import { migrate } from "../../src/objects/migrate.ts";
import { REGISTER_MIGRATIONS, sqlRegistrationStore } from "../../src/objects/register.sql.ts";
import { registrationAnswer, registrationStatusAnswer, withdrawnAnswer } from "../../src/wire/registration.ts";
import { describeRegistrationStore } from "../domain/registration/store.contract.ts";
import { browserOrderOf, checkoutOf, SALE } from "../support/fixtures.ts";
import { callWith } from "./support/call-with.ts";
import { call, migrateDatabase, type Seen, type ShopName, shopKey, slugOf } from "./support/deployment.ts";
import { accountToken, signingKey, takeApart } from "./support/forge.ts";
import { answerOf, checkout, newSale, putSale } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (fromNowMs: number) => new Date(Date.now() + fromNowMs).toISOString();
const OPEN = { registration: { opensAt: at(-HOUR_MS), closesAt: at(HOUR_MS) }, registrationShards: 1 };

const registeredSale = (change: object = {}) => newSale({ ...OPEN, closesAt: at(2 * HOUR_MS), ...change });
const register = (saleId: string, buyer = 1, options: object = {}) =>
  call(`/v1/sales/${saleId}/registrations`, { body: checkoutOf(buyer), ...options });
const statusOf = (saleId: string, body: object, shop?: ShopName) =>
  call(`/v1/sales/${saleId}/registrations/status`, { body, shop, key: "" });
const withdraw = (saleId: string, body: object, shop?: ShopName) =>
  call(`/v1/sales/${saleId}/registrations/withdraw`, { body, shop, ...(shop === undefined ? { key: "" } : {}) });
const registered = async (saleId: string, buyer = 1) => registrationAnswer.parse((await register(saleId, buyer)).json);
const claimsOf = (token: string): unknown => JSON.parse(takeApart(token).payload);
const stubOf = (saleId: string, shard = 0) => env.REGISTER.getByName(registerObjectName({ saleId, shard }));

/** The whole of a register's table, as text. */
async function rowsOf(saleId: string): Promise<readonly string[]> {
  return await runInDurableObject(stubOf(saleId), (_, { storage }) =>
    storage.sql
      .exec("SELECT * FROM registration")
      .toArray()
      .map((row) => JSON.stringify(row)),
  );
}

async function moveRegisterClock(saleId: string, aheadMs: number): Promise<void> {
  const atMs = Date.now() + aheadMs;
  await runInDurableObject(stubOf(saleId), (object) => {
    object.clock = () => atMs;
  });
}

describe("a registration", () => {
  it("has a signed receipt that binds the buyer's own account", async () => {
    const saleId = await registeredSale();
    const answer = await registered(saleId);
    expect(answer).toMatchObject({ status: "recorded", buyer: { code: "registered", next: "wait" } });
    expect(answer.registrationId).toMatch(new RegExp(`^reg_${saleId}_0_[0-9A-Z]{26}$`));
    expect(claimsOf(answer.receipt)).toEqual({
      iss: env.ISSUER,
      aud: "shop-a",
      iat: expect.any(Number),
      sale: saleId,
      reg: answer.registrationId,
      entry: expect.stringMatching(/^[0-9a-f]{64}$/),
      holder: "acct:acc_1",
      salt: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it("is one, with the same bytes, under any key, at once, from a browser and after a restart", async () => {
    const saleId = await registeredSale();
    const token = await accountToken({ sub: "acc_1" });
    const fromBrowser = { body: { ...browserOrderOf(1), accountToken: token }, shop: undefined, key: "" };
    const atOnce = await Promise.all([
      ...Array.from({ length: 30 }, () => register(saleId)),
      register(saleId, 1, fromBrowser),
    ]);
    await evictDurableObject(stubOf(saleId));
    const all = [...atOnce, await register(saleId, 1, { body: { ...checkoutOf(1), quantity: 2 } })];
    expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await rowsOf(saleId)).toHaveLength(1);
  });

  it("keeps nothing of what the shop calls its customer", async () => {
    const saleId = await registeredSale();
    await register(saleId, 7);
    expect((await rowsOf(saleId)).join()).not.toMatch(/acc_7|example\.com/);
  });

  it("is spread over shards by account, one for each", async () => {
    const saleId = await registeredSale({ registrationShards: 4 });
    const ids = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map(async (buyer) => (await registered(saleId, buyer)).registrationId),
    );
    expect(new Set(ids).size).toBe(8);
    expect(new Set(ids.map((id) => id.split("_").at(-2))).size).toBeGreaterThan(1);
    const again = await registered(saleId, 5);
    expect(again.registrationId).toBe(ids[4]);
  });

  it.each([
    ["before it opens", { opensAt: at(HOUR_MS), closesAt: at(2 * HOUR_MS) }],
    ["after it has closed", { opensAt: at(-2 * HOUR_MS), closesAt: at(-HOUR_MS) }],
  ])("is refused %s, with both times and the service's own", async (_, registration) => {
    const saleId = await registeredSale({ registration });
    const seen = await register(saleId);
    expect([seen.status, slugOf(seen)]).toEqual([409, "registration-not-open"]);
    expect(seen.json).toMatchObject({ ...registration, serverTimeMs: expect.any(Number) });
  });

  it("is answered again after the window, since the first answer may have been lost", async () => {
    const saleId = await registeredSale();
    const first = await register(saleId);
    await moveRegisterClock(saleId, HOUR_MS);
    expect((await register(saleId)).text).toBe(first.text);
    expect(slugOf(await register(saleId, 2))).toBe("registration-not-open");
  });

  it.each<[string, (saleId: string) => Promise<Seen>, string]>([
    ["without a shop key or an account token", (id) => register(id, 1, { shop: undefined }), "unauthorized"],
    ["without a key of the call", (id) => register(id, 1, { key: "" }), "idempotency-key-missing"],
    ["of another shop", (id) => register(id, 1, { shop: "shop-b" }), "sale-unknown"],
    [
      "with a member that nobody knows",
      (id) => register(id, 1, { body: { ...checkoutOf(1), place: 1 } }),
      "request-invalid",
    ],
    ["for a sale that nobody made", () => register("nobody-made-this"), "sale-unknown"],
    ["for a sale whose id is none", () => register("..%2F"), "sale-unknown"],
    ["for a sale that takes none", async () => register(await newSale()), "registration-not-open"],
  ])("is refused %s", async (_, attempt, slug) => {
    expect(slugOf(await attempt(await registeredSale()))).toBe(slug);
  });
});

describe("a checkout where registration is needed", () => {
  it("is let in for who registered, whose token names the registration, and for nobody else", async () => {
    const saleId = await registeredSale();
    const refused = await checkout(saleId, checkoutOf(1));
    expect([refused.status, slugOf(refused)]).toEqual([409, "registration-required"]);
    const { registrationId } = await registered(saleId, 1);
    const { allocation, allowToken = "" } = answerOf(await checkout(saleId, checkoutOf(1)));
    expect(allocation.status).toBe("held");
    expect(claimsOf(allowToken)).toMatchObject({ registration: registrationId });
    expect(slugOf(await checkout(saleId, { ...checkoutOf(2), registrationId }))).toBe("registration-required");
  });

  it("is refused to who took it back", async () => {
    const saleId = await registeredSale();
    const { receipt } = await registered(saleId);
    await withdraw(saleId, { receipt });
    expect(slugOf(await checkout(saleId, checkoutOf(1)))).toBe("registration-required");
  });
});

describe("the status of a registration", () => {
  it("is told to who has the receipt, and to its shop by its id", async () => {
    const saleId = await registeredSale();
    const { receipt, registrationId, recordedAt } = await registered(saleId);
    const told = { registrationId, status: "recorded", recordedAt, weight: 1 };
    const byReceipt = registrationStatusAnswer.parse((await statusOf(saleId, { receipt })).json);
    expect(byReceipt).toMatchObject(told);
    expect(registrationStatusAnswer.parse((await statusOf(saleId, { registrationId }, "shop-a")).json)).toMatchObject(
      told,
    );
  });

  it.each<[string, (receipt: string) => string]>([
    ["cut", (receipt) => receipt.slice(0, -2)],
    ["with a line break behind it", (receipt) => `${receipt}\n`],
    ["with another payload", (receipt) => receipt.replace(/\.[^.]+\./, ".e30.")],
    ["that is none", () => "receipt"],
  ])("is not told for a receipt %s", async (_, forge) => {
    const saleId = await registeredSale();
    const { receipt } = await registered(saleId);
    const seen = await statusOf(saleId, { receipt: forge(receipt) });
    expect([seen.status, slugOf(seen)]).toEqual([401, "token-rejected"]);
  });

  it("is not told for a receipt of another sale, an allow token, or the id of another shop", async () => {
    const [saleId, other] = [await registeredSale(), await registeredSale()];
    const { receipt, registrationId } = await registered(saleId);
    expect(slugOf(await statusOf(other, { receipt }))).toBe("token-rejected");
    const { allowToken } = answerOf(await checkout(saleId, checkoutOf(1)));
    expect(slugOf(await statusOf(saleId, { receipt: allowToken }))).toBe("token-rejected");
    expect(slugOf(await statusOf(saleId, { registrationId }, "shop-b"))).toBe("sale-unknown");
    expect(slugOf(await statusOf(saleId, { registrationId }))).toBe("request-invalid");
    expect(slugOf(await statusOf(other, { registrationId }, "shop-a"))).toBe("registration-unknown");
    const elsewhere = registrationId.replace("_0_", "_63_");
    expect(slugOf(await statusOf(saleId, { registrationId: elsewhere }, "shop-a"))).toBe("registration-unknown");
  });
});

describe("a receipt", () => {
  it("keeps its bytes, and is known, after the key that signed it is gone", async () => {
    const saleId = await registeredSale();
    const first = await register(saleId);
    const { receipt } = registrationAnswer.parse(first.json);
    const others = ["next", "active"] as const;
    const settings = {
      SIGNING_KEYS: JSON.stringify(
        others.map((status, at) => ({ ...signingKey(status), status: at === 0 ? "active" : "retired" })),
      ),
    };
    const post = (path: string, body: unknown) =>
      callWith(settings, `/v1/sales/${saleId}/${path}`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${shopKey()}`,
          "Content-Type": "application/json",
          "Idempotency-Key": crypto.randomUUID(),
        },
        body: JSON.stringify(body),
      });
    expect(await (await post("registrations", checkoutOf(1))).text()).toBe(first.text);
    expect((await post("registrations/status", { receipt })).status).toBe(200);
  });
});

describe("a withdrawal", () => {
  it("is signed, the same again, and leaves the account free to register anew", async () => {
    const saleId = await registeredSale();
    const key = crypto.randomUUID();
    const first = registrationAnswer.parse((await register(saleId, 1, { key })).json);
    const taken = withdrawnAnswer.parse((await withdraw(saleId, { receipt: first.receipt })).json);
    const { registrationId } = first;
    expect(claimsOf(taken.receipt)).toMatchObject({ reg: registrationId, withdrawn: expect.any(Number) });
    expect(claimsOf(taken.receipt)).not.toHaveProperty("holder");
    expect((await withdraw(saleId, { registrationId }, "shop-a")).json).toEqual(taken);
    expect((await statusOf(saleId, { receipt: first.receipt })).json).toMatchObject({ status: "withdrawn" });
    const late = registrationAnswer.parse((await register(saleId, 1, { key })).json);
    expect(late).toMatchObject({ registrationId, status: "withdrawn", receipt: taken.receipt });
    const anew = await registered(saleId);
    expect(anew.registrationId).not.toBe(registrationId);
    expect(anew.status).toBe("recorded");
  });

  it("is refused once registration has closed", async () => {
    const saleId = await registeredSale();
    const { receipt } = await registered(saleId);
    await moveRegisterClock(saleId, HOUR_MS);
    expect(slugOf(await withdraw(saleId, { receipt }))).toBe("registration-not-open");
  });
});

describe("the registration of a sale", () => {
  it("is public, and fixed once it is open", async () => {
    const saleId = await registeredSale();
    const seen = await call(`/v1/sales/${saleId}`, { method: "GET", key: "", shop: undefined });
    expect(seen.json).toMatchObject({ registration: { phase: "open", ...OPEN.registration } });
    const later = {
      ...OPEN,
      registration: { ...OPEN.registration, closesAt: at(90 * 60_000) },
      closesAt: at(2 * HOUR_MS),
    };
    await expect(putSale(saleId, later)).rejects.toThrow("sale-field-fixed");
  });

  it.each([
    ["that ends before it begins", { registration: { opensAt: at(HOUR_MS), closesAt: at(0) } }],
    ["that outlasts the sale", { registration: { opensAt: at(0), closesAt: at(30 * DAY_MS * 400) } }],
    [
      "by invite, with more than a unit for each",
      {
        ...OPEN,
        registration: { ...OPEN.registration, invite: "required" },
        limits: { ...SALE.limits, perAccount: 2 },
      },
    ],
    ["over too many shards", { ...OPEN, registrationShards: 65 }],
    ["over shards of nothing", { registrationShards: 2 }],
  ])("is refused %s", async (_, change) => {
    await expect(newSale(change)).rejects.toThrow("request-invalid");
  });

  it("is forgotten with its account, and a week after the sale has closed with everybody", async () => {
    const saleId = await registeredSale();
    await Promise.all([1, 2].map((buyer) => register(saleId, buyer)));
    await call("/v1/erasures", { body: { kind: "account", value: "acc_1" } });
    expect(await rowsOf(saleId)).toHaveLength(1);
    await moveRegisterClock(saleId, 2 * HOUR_MS + 6 * DAY_MS);
    await runDurableObjectAlarm(stubOf(saleId));
    expect(await rowsOf(saleId)).toHaveLength(1);
    await moveRegisterClock(saleId, 2 * HOUR_MS + 7 * DAY_MS);
    await runDurableObjectAlarm(stubOf(saleId));
    await evictDurableObject(stubOf(saleId));
    expect(
      slugOf(await statusOf(saleId, { registrationId: `reg_${saleId}_0_01ARZ3NDEKTSV4RRFFQ69G5FAV` }, "shop-a")),
    ).toBe("registration-unknown");
  });
});

let stores = 0;
describeRegistrationStore((test) =>
  runInDurableObject(env.REGISTER.getByName(`store-${++stores}`), (_, { storage }) => {
    migrate(storage, REGISTER_MIGRATIONS);
    test(sqlRegistrationStore(storage.sql));
  }),
);
