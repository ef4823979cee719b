import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { pseudonymsFor } from "../../src/domain/identity/pseudonym.ts";
import { assert } from "../../src/domain/result.ts";
import { settleChallengeAnswer } from "../../src/wire/checkout.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, saleStub, slugOf } from "./support/deployment.ts";
import { everyRow, placesOf } from "./support/every-row.ts";
import {
  answerOf,
  type CheckoutAnswer,
  checkout,
  decided,
  decisionOf,
  ledgerOf,
  moveClock,
  newSale,
} from "./support/shopping.ts";
import { somebody, tracesOf } from "./support/somebody.ts";
import { callAs } from "./support/staff.ts";

beforeAll(async () => {
  serveCertificates();
  await migrateDatabase();
  const partner = (id: string) => ({
    id,
    legalName: `Partner ${id}`,
    storefrontNames: [id],
    hosts: [`${id}.example`],
    validFrom: "2026-01-01",
  });
  const origin = { Origin: "https://firsthand.test", "Sec-Fetch-Site": "same-origin" };
  const put = { method: "PUT", body: [partner("store-1"), partner("store-2")], headers: origin };
  expect((await callAs("dee", "/v1/resellers/authorized", put)).status).toBe(200);
});

const POOLS = {
  pooling: "strict",
  pools: [
    { partnerId: "store-1", units: 4 },
    { partnerId: "store-2", units: 3 },
  ],
};
const CSV = { "Content-Type": "text/csv" };

const putPools = (saleId: string, body: object = POOLS) => call(`/v1/sales/${saleId}/pools`, { method: "PUT", body });
const putFile = (saleId: string, body: string | Uint8Array<ArrayBuffer>, pooling = "strict") =>
  call(`/v1/sales/${saleId}/pools?pooling=${pooling}`, { method: "PUT", body, headers: CSV });
const move = (saleId: string, body: object) => call(`/v1/sales/${saleId}/pools/move`, { body });
const figures = (units: number) => ({ received: units, free: units, held: 0, returning: 0, sold: 0, withdrawn: 0 });

describe("what the counter of a store books", () => {
  const at = (partnerId: string, channel = "store") => {
    const { shippingAddress: _, device: __, ...person } = somebody();
    return { ...person, channel, fulfilment: { kind: "pickup", partnerId } };
  };

  it("is counted by the store, and where the buyer comes alone not at all", async () => {
    const saleId = await newSale({ units: 20 });
    const historyOf = async (body: object) => (await decisionOf((await decided(saleId, body)).decisionId)).history;
    for (const bookings of [0, 1, 2]) {
      expect(await historyOf(at("store-1"))).toMatchObject({ "partner.bookings_last_hour": bookings });
    }
    expect(Object.keys(await historyOf(at("store-1", "phone")))).not.toContain("partner.bookings_last_hour");
    expect(await historyOf(at("store-2"))).toMatchObject({ "partner.bookings_last_hour": 0 });
  });

  it("is told with how many telephones, also after some of those who were booked for had themselves forgotten", async () => {
    const saleId = await newSale({ units: 40, closesAt: new Date(Date.now() + 3_600_000).toISOString() });
    const phones = [somebody(), somebody()].map(({ account }) => account.phone);
    const booking = (phone: string | undefined, partnerId = "store-1") => {
      const person = at(partnerId);
      return { ...person, account: { ...person.account, phone } };
    };
    const seen = async (body: object) => {
      const { history } = await decisionOf((await decided(saleId, body)).decisionId);
      return [history["partner.bookings_in_sale"], history["partner.distinct_phones"]];
    };
    const [first, ...later] = [0, 1, 0, 1].map((each) => booking(phones[each]));
    expect(await seen(first ?? {})).toEqual([0, 1]);
    for (const [others, each] of later.entries()) expect(await seen(each)).toEqual([others + 1, 2]);
    // Whoever is booked for again, or without a telephone, brings none; another store has its own.
    expect(await seen(first ?? {})).toEqual([3, 2]);
    expect(await seen(booking(undefined))).toEqual([4, 2]);
    expect(await seen(booking(phones[0], "store-2"))).toEqual([0, 1]);
    for (const person of [first, ...later]) {
      const erased = await call("/v1/erasures", { body: { kind: "email", value: person?.account.email } });
      expect(erased.json).toMatchObject({ sales: 1, tombstones: 1 });
    }
    expect(await seen(booking(phones[0]))).toEqual([5, 2]);
    await restart(saleId);
    expect(await seen(booking(phones[1]))).toEqual([6, 2]);
    expect((await audit(saleId)).json.differences).toEqual([]);
  });

  it("leaves nothing of a telephone once the sale has closed and who it was booked for is forgotten", async () => {
    const saleId = await newSale({ closesAt: new Date(Date.now() + 3_600_000).toISOString() });
    const person = at("store-1");
    await decided(saleId, person);
    expect(placesOf(await everyRow([saleId]), [phoneAtCounter(person)])).not.toEqual([]);
    await call("/v1/erasures", { body: { kind: "email", value: person.account.email } });
    // First its hold ends, then its unit comes back.
    for (const hours of [2, 3]) {
      await moveClock(saleId, hours * 3_600_000);
      await runDurableObjectAlarm(saleStub(saleId));
    }
    expect(placesOf(await everyRow([saleId]), [...tracesOf(person), phoneAtCounter(person)])).toEqual([]);
  });

  it("goes to review where a clerk answers the codes of many made-up customers on few telephones", async () => {
    const saleId = await newSale({ units: 40 });
    const phones = [1, 2, 3, 4].map(() => somebody().account.phone);
    const answers: CheckoutAnswer[] = [];
    for (let customer = 0; customer < 14; customer++) {
      const person = at("store-1");
      const booking = { ...person, account: { ...person.account, phone: phones[customer % phones.length] } };
      const asked = await decided(saleId, booking);
      if (asked.challenge === undefined) {
        answers.push(asked);
        continue;
      }
      const settled = await call(`/v1/sales/${saleId}/challenges/${asked.challenge.id}`, {
        body: { kind: "shop_otp" },
      });
      const { challengeToken } = settleChallengeAnswer.parse(settled.json);
      answers.push(await decided(saleId, { ...booking, challengeToken }));
    }
    expect(answers.slice(0, 12).map(({ verdict }) => verdict)).toEqual(Array.from({ length: 12 }, () => "allow"));
    for (const { verdict, reasons } of answers.slice(12)) {
      expect([verdict, reasons.map(({ code }) => code)]).toEqual(["review", ["COUNTER_FEW_PHONES"]]);
    }
    const page = await callAs("ben", `/console/decisions/${answers.at(-1)?.decisionId}`);
    expect(page.text).toContain("Telephones that this partner&#39;s counter booked with in this sale");
  });
});

/** The keyed hash under which a sale knows that a store booked with somebody's telephone. */
function phoneAtCounter(person: { account: { phone: string }; fulfilment: { partnerId: string } }): string {
  const config = parseConfig(env);
  assert(config.ok && config.value.peppers[0] !== undefined, "the settings of the tests are right");
  const { partnerId } = person.fulfilment;
  return pseudonymsFor("shop-a", config.value.peppers[0])(
    "crowd:counter-phone",
    `${partnerId} ${person.account.phone}`,
  );
}

describe("the pools of a sale", () => {
  it("are told by the ledger and survive a restart, and audit finds no difference", async () => {
    const saleId = await newSale({ units: 10 });
    expect((await putPools(saleId)).json).toEqual({ pooling: "strict", partners: 2, commonPool: figures(3) });
    await checkout(saleId, { ...checkoutOf(1), partnerId: "store-1" });
    await checkout(saleId, checkoutOf(2));
    expect((await move(saleId, { from: "store-1", to: "store-2", units: 3 })).status).toBe(200);
    const before = await ledgerOf(saleId);
    expect(before).toMatchObject({
      pooling: "strict",
      commonPool: { ...figures(3), free: 2, held: 1 },
      pools: [
        { partnerId: "store-1", ...figures(1), free: 0, held: 1 },
        { partnerId: "store-2", ...figures(6) },
      ],
    });
    await restart(saleId);
    expect(await ledgerOf(saleId)).toEqual(before);
    expect((await audit(saleId)).json.differences).toEqual([]);
  });

  it("are shown in the console, all together and those that a search finds", async () => {
    const saleId = await newSale({ units: 10 });
    const shown = async (query = "") => {
      const { status, text } = await callAs("dee", `/console/sales/${saleId}/pools${query}`);
      expect(status).toBe(200);
      const rows = text.matchAll(/<tr><th scope="row"[^>]*>(.*?)<\/th>(.*?)<\/tr>/g);
      return new Map(
        [...rows].map(([, name = "", cells = ""]) => [name, cells.replaceAll(/<[^>]+>/g, " ").match(/\d+/g)]),
      );
    };
    expect(await shown()).toEqual(new Map());
    await putPools(saleId);
    await checkout(saleId, { ...checkoutOf(1), partnerId: "store-1" });
    const rowOf = (name: string, ...figures: string[]): [string, string[]] => [name, figures];
    const common = rowOf("Common units", "3", "3", "0", "0", "0");
    const all = rowOf("All partners", "7", "6", "1", "0", "0");
    const first = rowOf("store-1", "4", "3", "1", "0", "0");
    expect(await shown()).toEqual(new Map([all, common, first, rowOf("store-2", "3", "3", "0", "0", "0")]));
    expect(await shown("?q=STORE-1")).toEqual(new Map([all, common, first]));
    expect(await shown(`?q=${encodeURIComponent("<b>")}`)).toEqual(new Map([all, common]));
    expect((await callAs("dee", "/console/sales/never-was/pools")).status).toBe(404);
  });

  it("are sold out for their partner alone", async () => {
    const saleId = await newSale({ units: 10 });
    await putPools(saleId, { ...POOLS, pools: [{ partnerId: "store-1", units: 1 }] });
    const by = (buyer: number) => checkout(saleId, { ...checkoutOf(buyer), partnerId: "store-1" });
    expect(answerOf(await by(1)).allocation.status).toBe("held");
    expect(answerOf(await by(2)).allocation.status).toBe("sold_out");
    expect(answerOf(await checkout(saleId, checkoutOf(3))).allocation.status).toBe("held");
  });

  it("have each difference found by the audit", async () => {
    const saleId = await newSale({ units: 10 });
    await putPools(saleId);
    await checkout(saleId, { ...checkoutOf(1), partnerId: "store-1" });
    await ledgerOf(saleId);
    await runInDurableObject(saleStub(saleId), (_, { storage }) => {
      storage.sql.exec("UPDATE hold SET pool = 'store-2'");
      storage.sql.exec("UPDATE pool SET free = free - 1, received = received - 1 WHERE partner_id = ''");
    });
    await restart(saleId);
    expect((await audit(saleId)).json.differences).toEqual([
      { check: "received units = those of all pools", recorded: 10, recomputed: 9 },
      { check: "free units = those of all pools", recorded: 9, recomputed: 8 },
      { check: "every pool has what its holds keep", recorded: 3, recomputed: 1 },
    ]);
  });
});

/** Everything in memory is gone. */
async function restart(saleId: string): Promise<void> {
  const stub = saleStub(saleId);
  await runInDurableObject(stub, (_, state) => state.abort("restart")).catch(() => undefined);
}

const audit = (saleId: string) => call(`/v1/sales/${saleId}/ledger/audit`, { method: "GET", key: "" });

describe("PUT /v1/sales/{saleId}/pools", () => {
  it.each([
    ["commas", "partnerId,units\r\nstore-1,4\r\nstore-2,3\r\n"],
    ["a mark, semicolons and quotes of Excel", '\ufeff"units";"partnerId"\r\n"4";"store-1"\r\n3;"store-2"\r\n'],
    [
      "UTF-16",
      new Uint8Array(
        new Uint16Array([..."\ufeffpartnerId\tunits\nstore-1\t4\nstore-2\t3"].map((at) => at.charCodeAt(0))).buffer,
      ),
    ],
  ])("takes a file with %s", async (_, file) => {
    const saleId = await newSale({ units: 10 });
    expect((await putFile(saleId, file)).json).toMatchObject({ partners: 2, commonPool: figures(3) });
  });

  it.each([
    ["other columns", "partner,units\nstore-1,4", "", "line 1 names other columns than partnerId and units"],
    ["nothing", "", "", "line 1 names other columns than partnerId and units"],
    ["an open quote", 'partnerId,units\n"store-1,4', "", "line 2 has a quote that is never closed"],
    ["no number", "partnerId,units\nstore-1,4.5", "/pools/0/units", expect.stringContaining("expected number")],
    ["no partner", "partnerId,units\n,4", "/pools/0/partnerId", expect.any(String)],
    ["a partner twice", "partnerId,units\nstore-1,4\nstore-1,4", "/pools/1/partnerId", "is named before"],
    ["a stranger", "partnerId,units\nstore-9,4", "/pools/0/partnerId", "is no partner of the registry"],
  ])("is 400 of a file with %s, and says where", async (_, file, pointer, detail) => {
    const refused = await putFile(await newSale({ units: 10 }), file);
    expect([refused.status, refused.json.errors]).toEqual([400, [{ pointer, detail }]]);
  });

  it("is 400 of a file without a pooling, and of JSON with an unknown one", async () => {
    const saleId = await newSale({ units: 10 });
    expect((await putFile(saleId, "partnerId,units\nstore-1,4", "loose")).json.errors).toMatchObject([
      { pointer: "/pooling" },
    ]);
    expect((await putPools(saleId, { ...POOLS, pooling: "loose" })).status).toBe(400);
  });

  it("is 409 where the pools ask for more than the units, with each line", async () => {
    const saleId = await newSale({ units: 5 });
    const refused = await putPools(saleId);
    expect([refused.status, slugOf(refused)]).toEqual([409, "pools-exceed-units"]);
    expect(refused.json.errors).toEqual([
      { pointer: "/pools/1/units", detail: "asks for 3 more units, and 1 of the common ones are left" },
    ]);
    expect(await ledgerOf(saleId)).not.toHaveProperty("pools");
  });

  it("says of a file with more lines than there may be pools that these are too many, and reads no further", async () => {
    const saleId = await newSale({ units: 10 });
    const refused = await putFile(saleId, `partnerId,units\n${"a\n".repeat(500_000)}"never closed`);
    expect([refused.status, refused.json.errors]).toMatchObject([400, [{ pointer: "/pools" }]]);
    expect((await putFile(saleId, `partnerId,units\n${"store-1,1\n".repeat(1_000_000)}`)).status).toBe(413);
    expect(await ledgerOf(saleId)).not.toHaveProperty("pools");
  });

  it("takes no more than ten thousand pools, and no more than a mebibyte", async () => {
    const saleId = await newSale({ units: 10 });
    const pools = Array.from({ length: 10_001 }, (_, at) => ({ partnerId: `p${at}`, units: 1 }));
    expect((await putPools(saleId, { pooling: "strict", pools })).json.errors).toMatchObject([{ pointer: "/pools" }]);
    expect((await putFile(saleId, "x".repeat(1024 * 1024 + 1))).status).toBe(413);
  });

  it("is 404 for another shop, and does the same once under one key", async () => {
    const saleId = await newSale({ units: 10 });
    const path = `/v1/sales/${saleId}/pools`;
    expect((await call(path, { method: "PUT", body: POOLS, shop: "shop-b" })).status).toBe(404);
    const once = () => call(path, { method: "PUT", body: POOLS, key: "once" });
    const [first, second] = [await once(), await once()];
    expect([second.text, second.headers.get("idempotent-replayed")]).toEqual([first.text, "true"]);
  });
});

describe("POST /v1/sales/{saleId}/pools/move", () => {
  it("is 409 with how many are free, and where the sale has no pools", async () => {
    const saleId = await newSale({ units: 10 });
    expect(slugOf(await move(saleId, { to: "store-1", units: 1 }))).toBe("sale-undivided");
    await putPools(saleId);
    const refused = await move(saleId, { from: "store-2", to: "store-1", units: 4 });
    expect([slugOf(refused), refused.json.free]).toEqual(["pool-short", 3]);
  });

  it.each([
    ["to where they are", { from: "store-1", to: "store-1", units: 1 }, "/to"],
    ["from nowhere to nowhere", { units: 1 }, "/to"],
    ["to a stranger", { to: "store-9", units: 1 }, "/to"],
    ["in no number", { to: "store-1", units: 0 }, "/units"],
  ])("is 400 %s", async (_, body, pointer) => {
    const refused = await move(await newSale({ units: 10 }), body);
    expect([refused.status, refused.json.errors]).toMatchObject([400, [{ pointer }]]);
  });
});
