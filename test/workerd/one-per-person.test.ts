import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { settleChallengeAnswer } from "../../src/wire/checkout.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { callWith } from "./support/call-with.ts";
import { putCampaign } from "./support/campaign-sales.ts";
import { call, migrateDatabase, saleStub, shopKey } from "./support/deployment.ts";
import { checkout, decided, decisionOf, holdUnit, moveClock, newSale, putSale, redeem } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
/** One unit for an account, a device, a household and a payment. */
const ONE_EACH = { perAccount: 1, perDevice: 1, perHousehold: 1, perPayment: 1 };

/** Somebody with everything that a checkout may bring of one's own. */
function somebody() {
  const name = crypto.randomUUID();
  const plain = checkoutOf(1);
  return {
    ...plain,
    channel: "phone",
    account: { id: name, createdAt: "2024-03-01T00:00:00Z" },
    device: undefined,
    shippingAddress: { ...plain.shippingAddress, lines: [`${name} Street 5`], postalCode: "400002" },
    payment: { method: "upi", fingerprint: `pf-${name}` },
  };
}

/** A campaign whose first sale has ended, with one buyer in it, and whose second one is open; the first is copied to D1 or not yet. */
async function twoWeeks(terms: object, { isCopied = true, isSold = true } = {}) {
  const campaignId = `one-${crypto.randomUUID().slice(0, 8)}`;
  const [first, second] = [`${campaignId}-1`, `${campaignId}-2`];
  await putCampaign(campaignId, terms);
  const buyer = somebody();
  await putSale(first, { opensAt: inHours(-2), closesAt: inHours(1), limits: ONE_EACH, campaignId });
  if (isSold) await redeem((await holdUnit(first, 1, buyer)).token);
  await runDurableObjectAlarm(saleStub(first));
  await putSale(second, { opensAt: inHours(2), closesAt: inHours(5), limits: ONE_EACH, campaignId });
  for (const saleId of [first, second]) await moveClock(saleId, 3 * HOUR_MS);
  if (isCopied) await runDurableObjectAlarm(saleStub(first));
  return { buyer, first, second };
}

async function reasonsIn(saleId: string, body: object): Promise<readonly string[]> {
  const { decisionId, verdict, buyer } = await decided(saleId, body);
  const { reasons } = await decisionOf(decisionId);
  return [verdict, buyer.code, ...reasons.map(({ code }) => code)];
}

const ALLOWED = ["allow", "held"];

describe("a campaign of one unit per person", () => {
  it("refuses in the second week who bought in the first: the account, and another one of its household or card", async () => {
    const { buyer, second } = await twoWeeks({ onePerPerson: true });
    const { account } = buyer;
    expect(await reasonsIn(second, { ...somebody(), account })).toEqual(["deny", "limit_reached", "LIMIT_ACCOUNT"]);
    const { shippingAddress, payment } = buyer;
    const atHome = await reasonsIn(second, { ...somebody(), shippingAddress });
    expect(atHome).toEqual(["deny", "limit_reached", "LIMIT_HOUSEHOLD"]);
    expect(await reasonsIn(second, { ...somebody(), payment })).toEqual(["deny", "limit_reached", "LIMIT_PAYMENT"]);
  });

  it("asks a neighbour on the shop's site who they are, and counts no other account against one who says so", async () => {
    const { buyer, second } = await twoWeeks({ onePerPerson: true });
    const { shippingAddress } = buyer;
    const neighbour = { ...somebody(), channel: "web", shippingAddress };
    const asked = await decided(second, neighbour);
    expect([asked.allocation.status, asked.buyer.next, asked.challenge?.kinds]).toEqual([
      "none",
      "verify",
      ["shop_otp"],
    ]);
    const settled = await call(`/v1/sales/${second}/challenges/${asked.challenge?.id}`, { body: { kind: "shop_otp" } });
    const { challengeToken } = settleChallengeAnswer.parse(settled.json);
    expect((await decided(second, { ...neighbour, challengeToken })).allocation.status).toBe("held");
  });

  it("lets in who did not buy, and whoever comes to a sale outside of it", async () => {
    const { buyer, second } = await twoWeeks({ onePerPerson: true });
    expect(await reasonsIn(second, somebody())).toEqual(ALLOWED);
    expect(await reasonsIn(await newSale({ limits: ONE_EACH }), buyer)).toEqual(ALLOWED);
  });

  it("decides nothing before what was bought in the first week can be read", async () => {
    const { buyer, first, second } = await twoWeeks({ onePerPerson: true }, { isCopied: false });
    const key = crypto.randomUUID();
    const refused = await checkout(second, buyer, { key });
    expect([refused.status, refused.json.verdict]).toEqual([503, undefined]);
    await runDurableObjectAlarm(saleStub(first));
    const repeated = await checkout(second, buyer, { key });
    expect([repeated.status, repeated.json.verdict]).toEqual([200, "deny"]);
  });

  it("waits for nothing where nothing was sold in the first week", async () => {
    const { buyer, second } = await twoWeeks({ onePerPerson: true }, { isCopied: false, isSold: false });
    expect(await reasonsIn(second, buyer)).toEqual(ALLOWED);
  });

  it("that does not ask for it lets the same person buy each week", async () => {
    const { buyer, second } = await twoWeeks({ onePerPerson: false });
    expect(await reasonsIn(second, buyer)).toEqual(ALLOWED);
  });
});

describe("a database that cannot be asked", () => {
  /** The real database, but for what is asked about purchases in a campaign. */
  function failing() {
    const statement = {
      bind: () => statement,
      all: () => Promise.reject(new Error("D1_ERROR: the database is gone")),
    };
    const isAsked = (query: string) => query.includes("buyer_purchase") && query.includes("campaign_id");
    return { DB: { prepare: (query: string) => (isAsked(query) ? statement : env.DB.prepare(query)) } };
  }

  function buyWith(settings: object, saleId: string, key: string) {
    const headers = {
      "Content-Type": "application/json",
      "Idempotency-Key": key,
      Authorization: `Bearer ${shopKey()}`,
    };
    const body = JSON.stringify(checkoutOf(2));
    return callWith(settings, `/v1/sales/${saleId}/checkouts`, { method: "POST", headers, body });
  }

  it("is 503 for such a sale, to be repeated under its key; and holds up no other sale", async () => {
    const { second } = await twoWeeks({ onePerPerson: true });
    const key = crypto.randomUUID();
    const refused = await buyWith(failing(), second, key);
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([503, "5"]);
    expect(await refused.json()).toMatchObject({ type: expect.stringMatching(/\/storage-unavailable$/) });
    const repeated = await checkout(second, checkoutOf(2), { key });
    expect([repeated.status, repeated.json.verdict]).toEqual([200, "allow"]);
    const { second: uncounted } = await twoWeeks({ onePerPerson: false });
    for (const saleId of [uncounted, await newSale(SALE)]) {
      expect((await buyWith(failing(), saleId, crypto.randomUUID())).status).toBe(200);
    }
  });
});
