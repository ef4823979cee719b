import { env, runDurableObjectAlarm } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { caseAnswer, casesAnswer } from "../../src/resellers/wire/case.ts";
import { caseLinksAnswer, impostorListsAnswer } from "../../src/resellers/wire/case-link.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { assertion, serveCertificates } from "./support/access-team.ts";
import { type Call, call, migrateDatabase, type Seen, saleStub, slugOf } from "./support/deployment.ts";
import { decided, decisionOf, type HeldUnit, holdUnit, newSale, redeem } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

const REASON = "It stands on the shop's own page.";
const SERIAL = "865123/04-123456";
const BOB = { email: "brand@staff.example", sub: "brand-bob" };

/** Each thing that a seller is known by has a key at every shop and under every pepper. */
const SHOPS = Object.keys(JSON.parse(env.TEST_SHOP_KEYS)).length;
const KEYS = SHOPS * JSON.parse(env.PEPPERS).length;

let saleId: string;
let fed: HeldUnit;
let account: string;

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  saleId = await newSale();
  fed = await holdUnit(saleId, 7);
  ({ account = "" } = Object.fromEntries(
    Object.entries((await decisionOf(fed.decisionId)).keys).map(([kind, key]) => [kind, String(key)]),
  ));
  await runDurableObjectAlarm(saleStub(saleId));
  await deliver([{ decisionId: fed.decisionId, orderId: "ord_7", serials: [SERIAL] }]);
});

function deliver(deliveries: object[], options: Omit<Call, "body"> = {}): Promise<Seen> {
  return call("/v1/deliveries", { ...options, body: { deliveries } });
}

let shops = 0;

/** A case about a shop that no other test uses. */
async function newCase(): Promise<string> {
  shops += 1;
  const url = `xiaomi-linked-${shops}.top`;
  const headers = { "CF-Connecting-IP": crypto.randomUUID() };
  await call("/v1/resellers/reports", { body: { url }, shop: undefined, key: "", headers });
  const { cases } = casesAnswer.parse((await callAs("dee", "/v1/cases?brand=xiaomi")).json);
  const opened = cases.find(({ subject }) => subject === url);
  if (opened === undefined) throw new TypeError(`no case was opened for ${url}`);
  return opened.caseId;
}

async function links(seen: Seen) {
  return caseLinksAnswer.parse(seen.json);
}

const trace = (caseId: string, kind: string, value: string) =>
  callAs("dee", `/v1/cases/${caseId}/clues`, { body: { kind, value } });

const identify = (caseId: string, seller: object) =>
  callAs("dee", `/v1/cases/${caseId}/identities`, { body: { reason: REASON, ...seller } });

/** Every row that cases and deliveries leave in the database, as text. */
async function rows(): Promise<string> {
  const tables = ["delivery", "delivery_call", "case_purchase", "case_identity", "case_event"];
  const found = await Promise.all(tables.map((table) => env.DB.prepare(`SELECT * FROM ${table}`).all()));
  return JSON.stringify(found.map(({ results }) => results));
}

describe("POST /v1/deliveries", () => {
  it("takes what a shop delivered, again as well, and keeps keyed hashes alone", async () => {
    const [delivery, again] = [{ decisionId: fed.decisionId, serials: ["SN-CANARY-1"] }, "again"];
    expect((await deliver([delivery], { key: again })).json).toEqual({ recorded: 1, unknown: [] });
    expect((await deliver([delivery], { key: again })).json).toEqual({ recorded: 1, unknown: [] });
    expect(slugOf(await deliver([{ ...delivery, orderId: "x" }], { key: again }))).toBe("idempotency-key-reused");
    expect(await rows()).not.toMatch(/CANARY|ord_7|865123/);
  });

  it("lists decisions that are not there or another shop's, and takes the rest", async () => {
    const deliveries = [
      { decisionId: fed.decisionId, orderId: "ord_7" },
      { decisionId: "dec_none_01", orderId: "ord_8" },
    ];
    expect((await deliver(deliveries)).json).toEqual({ recorded: 1, unknown: ["dec_none_01"] });
    expect((await deliver(deliveries.slice(0, 1), { shop: "shop-b" })).json).toEqual({
      recorded: 0,
      unknown: [fed.decisionId],
    });
  });

  it.each<[string, object[], Omit<Call, "body">, string]>([
    ["nothing", [], {}, "request-invalid"],
    ["a delivery without a number", [{ decisionId: "dec_none_01" }], {}, "request-invalid"],
    ["a call without a key", [{ decisionId: "dec_none_01", orderId: "x" }], { key: "" }, "idempotency-key-missing"],
    ["nobody's call", [{ decisionId: "dec_none_01", orderId: "x" }], { shop: undefined }, "unauthorized"],
  ])("refuses %s", async (_, deliveries, options, slug) => {
    expect(slugOf(await deliver(deliveries, options))).toBe(slug);
  });
});

describe("POST /v1/cases/{caseId}/clues", () => {
  it.each([
    ["serial", "865123 04 123456"],
    ["serial", "８６５１２３-04123456"],
    ["order", " ord_7 "],
    ["hold", ""],
  ])("leads from the %s number %j on a listing to the checkout that bought", async (kind, value) => {
    const caseId = await newCase();
    const { purchases } = await links(await trace(caseId, kind, value || fed.holdId));
    expect(purchases).toMatchObject([{ decisionId: fed.decisionId, saleId, account, clue: kind, linkedAccounts: [] }]);
    expect(await links(await callAs("ana", `/v1/cases/${caseId}/links`))).toEqual({ purchases, identities: [] });
    const { history } = caseAnswer.parse((await callAs("dee", `/v1/cases/${caseId}`)).json);
    expect(history).toMatchObject([{ kind: "traced", text: expect.stringMatching(/: 1 purchases$/) }]);
    expect(await rows()).not.toContain("865123");
  });

  it("leads from an order number to the checkout that was redeemed under it, though no shop said what it delivered", async () => {
    const held = await holdUnit(await newSale(), 8);
    await redeem(held.token, "ord_redeemed_8");
    const { purchases } = await links(await trace(await newCase(), "order", "ord_redeemed_8"));
    expect(purchases.map(({ decisionId }) => decisionId)).toEqual([held.decisionId]);
  });

  it("leads from a cluster to the cases that it fed", async () => {
    const caseId = await newCase();
    await trace(caseId, "hold", fed.holdId);
    const cluster = await callAs("ana", `/console/sales/${saleId}/clusters/${encodeURIComponent(account)}`);
    expect([cluster.status, cluster.text.includes(`case=${caseId}`)]).toEqual([200, true]);
    expect(cluster.text).toContain("it offers what one of these accounts bought");
  });

  it("leaves out of the linked accounts those that staff have cut off", async () => {
    const held = await holdUnit(await newSale(), 9);
    const { keys } = await decisionOf(held.decisionId);
    const buyer = String(keys.account);
    await env.DB.batch([
      env.DB.prepare(
        "INSERT INTO buyer_edge (account, other, kinds, weight, sale_id, at_ms) VALUES (?, 'zz.neighbour', '[]', 1, 's', 1)",
      ).bind(buyer),
      env.DB.prepare(
        "INSERT INTO cluster_cut (account, other, cut_id, shop, kinds, in_force, seq, at_ms) VALUES (?, 'zz.neighbour', 'cut_1', 'shop-a', '[]', 1, 1, 1)",
      ).bind(buyer),
    ]);
    const { purchases } = await links(await trace(await newCase(), "hold", held.holdId));
    expect(purchases).toMatchObject([{ account: buyer, linkedAccounts: [] }]);
  });

  it("shows who belongs to the account that bought", async () => {
    const edge = env.DB.prepare(
      "INSERT INTO buyer_edge (account, other, kinds, weight, sale_id, at_ms) VALUES (?, ?, '[]', 1, ?, 1)",
    );
    await env.DB.batch([edge.bind(account, "test1.friend", saleId), edge.bind("test1.friend", "test1.third", saleId)]);
    const { purchases } = await links(await trace(await newCase(), "order", "ord_7"));
    expect(purchases[0]?.linkedAccounts).toEqual(["test1.friend", "test1.third"]);
  });

  it("finds nothing by a number that nobody delivered, and writes that down too", async () => {
    const caseId = await newCase();
    for (const [kind, value] of [
      ["serial", "999999999"],
      ["order", "ord_none"],
      ["hold", "hold_none_01J0000000000000000000000A"],
    ] as const) {
      expect(await links(await trace(caseId, kind, value))).toEqual({ purchases: [], identities: [] });
    }
    const { history } = caseAnswer.parse((await callAs("dee", `/v1/cases/${caseId}`)).json);
    expect(history.map(({ kind }) => kind)).toEqual(["traced", "traced", "traced"]);
  });

  it.each([
    ["a serial number of nothing", "serial", "1-2"],
    ["a hold that is none", "hold", "hold_x"],
    ["a kind that is none", "phone", "+919812345678"],
  ])("refuses %s", async (_, kind, value) => {
    expect(slugOf(await trace(await newCase(), kind, value))).toBe("request-invalid");
  });

  it("is for people who decide cases, and about cases that are there", async () => {
    const caseId = await newCase();
    const body = { kind: "order", value: "ord_7" };
    expect(slugOf(await callAs("ana", `/v1/cases/${caseId}/clues`, { body }))).toBe("forbidden");
    expect(slugOf(await trace("case_01", "order", "ord_7"))).toBe("case-unknown");
    expect(slugOf(await callAs("dee", "/v1/cases/case_01/links"))).toBe("case-unknown");
  });
});

describe("POST /v1/cases/{caseId}/identities", () => {
  it("knows the seller by the very keys that its checkouts have, and keeps nothing else", async () => {
    const caseId = await newCase();
    const { shippingAddress, payment, account: buyer } = checkoutOf(7);
    const seen = await links(await identify(caseId, { phone: buyer.phone, address: shippingAddress, payment }));
    expect(seen.identities).toEqual(
      ["address", "payment", "phone"].map((kind) => ({ kind, shops: SHOPS, keys: KEYS })),
    );
    const { keys } = await decisionOf(fed.decisionId);
    const { results } = await env.DB.prepare(
      "SELECT pseudonym FROM case_identity WHERE case_id = ? AND shop = 'shop-a'",
    )
      .bind(caseId)
      .all();
    expect(results.map(({ pseudonym }) => pseudonym)).toEqual(
      expect.arrayContaining([keys.household, keys.payment, keys.phone]),
    );
    expect(results.length).toBe((3 * KEYS) / SHOPS);
    expect(await rows()).not.toMatch(/10000007|North Street|pf_7/);
    const { history } = caseAnswer.parse((await callAs("dee", `/v1/cases/${caseId}`)).json);
    expect(history).toMatchObject([{ kind: "identified", text: expect.stringContaining("phone, address, payment") }]);
  });

  it.each<[string, object, string]>([
    ["nothing of the seller", {}, ""],
    ["a phone that is none", { phone: "12" }, "/phone"],
    ["an address that tells nobody apart", { address: { lines: ["market"], country: "IN" } }, "/address"],
    ["no reason", { phone: "+919812345678", reason: "x" }, "/reason"],
  ])("refuses %s", async (_, seller, pointer) => {
    const seen = await identify(await newCase(), seller);
    expect([slugOf(seen), seen.json.errors]).toMatchObject(["request-invalid", [{ pointer }]]);
  });
});

describe("DELETE of what a case leads to", () => {
  const unlink = (caseId: string, link: string, reason = REASON) =>
    callAs("dee", `/v1/cases/${caseId}/${link}`, { method: "DELETE", body: { reason } });

  it("takes back who was named wrongly, and keeps who did it and why", async () => {
    const caseId = await newCase();
    await trace(caseId, "order", "ord_7");
    await identify(caseId, { phone: "+919800000055", payment: { method: "upi", fingerprint: "pf_x" } });
    const { identities } = await links(await unlink(caseId, "identities/phone"));
    expect(identities.map(({ kind }) => kind)).toEqual(["payment"]);
    expect((await links(await unlink(caseId, `purchases/${fed.decisionId}`))).purchases).toEqual([]);
    const { history } = caseAnswer.parse((await callAs("dee", `/v1/cases/${caseId}`)).json);
    expect(history.slice(-2)).toMatchObject([
      { kind: "unlinked", text: `Took back the seller's phone number: ${REASON}` },
      { kind: "unlinked", text: `Took back the link to a purchase: ${REASON}` },
    ]);
  });

  it.each<[string, string, string, string]>([
    ["what is not there", "identities/phone", REASON, "link-unknown"],
    ["what no seller is known by", "identities/shoe", REASON, "link-unknown"],
    ["a purchase that is not there", "purchases/dec_none_01", REASON, "link-unknown"],
    ["anything without a reason", "identities/phone", "", "request-invalid"],
  ])("refuses to take back %s", async (_, link, reason, slug) => {
    expect(slugOf(await unlink(await newCase(), link, reason))).toBe(slug);
  });
});

describe("lists of confirmed impostors", () => {
  async function lists() {
    return impostorListsAnswer.parse((await callAs("ana", "/v1/resellers/impostor-lists")).json);
  }
  async function phones() {
    return (await lists()).lists.find(({ kind }) => kind === "phone");
  }
  const dispose = async (caseId: string, transition: string, person?: object) => {
    const body = { transition, reason: REASON };
    const path = `/v1/cases/${caseId}/dispositions`;
    if (person === undefined) return await callAs("dee", path, { body });
    const headers = { "Cf-Access-Jwt-Assertion": await assertion(person) };
    return await call(path, { body, shop: undefined, key: "", headers });
  };

  it("review checkouts of a seller once two people confirmed it and the lists are published, and not before", async () => {
    const caseId = await newCase();
    const phone = "+919800000099";
    await identify(caseId, { phone });
    await dispose(caseId, "take");
    await dispose(caseId, "confirm");
    expect(await phones()).toMatchObject({ list: "impostor_phones", confirmed: 0, toAdd: 0 });
    await dispose(caseId, "confirm", BOB);
    expect(await phones()).toMatchObject({ confirmed: KEYS, live: 0, toAdd: KEYS, toRemove: 0 });
    const seller = { ...checkoutOf(99), account: { ...checkoutOf(99).account, phone } };
    expect((await decided(await newSale(), seller)).verdict).toBe("allow");

    const why = "Two people confirmed the case.";
    expect(slugOf(await callAs("dee", "/v1/resellers/impostor-lists", { body: { why } }))).toBe("forbidden");
    const published = await callAs("ana", "/v1/resellers/impostor-lists", { body: { why } });
    expect(published.json.status).toBe("live");
    expect(await phones()).toMatchObject({ confirmed: KEYS, live: KEYS, toAdd: 0, toRemove: 0 });
    const { verdict, reasons } = await decided(await newSale(), seller);
    expect([verdict, reasons[0]?.code]).toEqual(["review", "SELLER_IMPOSTOR"]);
    expect((await decided(await newSale(), checkoutOf(98))).verdict).toBe("allow");
    expect((await lists()).files.find(({ path }) => path === "lists/impostor_phones.yaml")?.text).toContain(caseId);
    const again = await callAs("ana", "/v1/resellers/impostor-lists", { body: { why } });
    expect(slugOf(again)).toBe("already-live");

    await dispose(caseId, "reopen");
    expect(await phones()).toMatchObject({ confirmed: 0, live: KEYS, toAdd: 0, toRemove: KEYS });
  });
});

it("says nothing of a buyer in the evidence pack, whatever the case is linked with", async () => {
  const caseId = await newCase();
  await trace(caseId, "serial", SERIAL);
  await identify(caseId, { phone: checkoutOf(7).account.phone });
  const { keys } = await decisionOf(fed.decisionId);
  const pack = await callAs("dee", `/v1/cases/${caseId}/evidence-pack`, { body: {} });
  expect(pack.text).toContain("Looked up a serial number seen on a listing: 1 purchases");
  const secrets = [...Object.values(keys).flat(), fed.decisionId, fed.holdId, saleId, SERIAL, "865123", "ord_7"];
  for (const secret of [...secrets, "acc_7", "buyer.7", "10000007", "North Street", "pf_7", "dev_7"]) {
    expect([secret, pack.text.includes(secret)]).toEqual([secret, false]);
  }
});

describe("the console", () => {
  const page = async (path: string) => (await callAs("dee", path)).text;

  it("leads from a case to the checkouts behind it", async () => {
    const caseId = await newCase();
    await trace(caseId, "order", "ord_7");
    const file = await page(`/console/resellers/${caseId}/file`);
    expect(file).toContain(`href="/console/decisions/${fed.decisionId}"`);
    expect(file).toContain(account);
  });

  it("leads from a checkout to the cases that it fed, that a linked account fed, and whose seller it is", async () => {
    const [bought, linked, seller] = [await newCase(), await newCase(), await newCase()];
    await trace(bought, "hold", fed.holdId);
    const other = await holdUnit(await newSale(), 70);
    const { keys } = await decisionOf(other.decisionId);
    await env.DB.prepare(
      "INSERT INTO buyer_edge (account, other, kinds, weight, sale_id, at_ms) VALUES (?, ?, '[]', 1, ?, 1)",
    )
      .bind(keys.account, account, saleId)
      .run();
    await identify(seller, { phone: checkoutOf(70).account.phone });
    const fedPage = await page(`/console/decisions/${fed.decisionId}`);
    expect(fedPage).toContain(`case=${bought}`);
    expect(fedPage).not.toContain(`case=${seller}`);
    const otherPage = await page(`/console/decisions/${other.decisionId}`);
    for (const caseId of [bought, seller]) expect(otherPage).toContain(`case=${caseId}`);
    expect(otherPage).not.toContain(`case=${linked}`);
    expect(otherPage).toContain("an account bought that is linked to this one");
    expect(otherPage).toContain("its seller has this phone, address or payment");
  });

  it("says nothing of impostors on a checkout that leads to none", async () => {
    const { decisionId } = await holdUnit(await newSale(), 71);
    expect(await page(`/console/decisions/${decisionId}`)).not.toContain("Which impostor shops");
  });
});
