import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { checkoutOf } from "../support/fixtures.ts";
import { call, migrateDatabase, shopKey, slugOf } from "./support/deployment.ts";
import {
  answerOf,
  checkout,
  decided,
  decisionOf,
  holdUnit,
  ledgerOf,
  newSale,
  putSale,
  redeem,
  release,
  visitTo,
} from "./support/shopping.ts";
import { visited } from "./support/visited.ts";

beforeAll(migrateDatabase);

/** Two buyers with nothing in common, and the second one as a copy of the first in what a test names. */
const FIRST = checkoutOf(1);
const SECOND = checkoutOf(2);
const codesOf = (answer: { reasons: readonly { code: string }[] }) => answer.reasons.map(({ code }) => code);

describe("a checkout", () => {
  it("holds a unit for an ordinary buyer and gives an allow token", async () => {
    const saleId = await newSale();
    const answer = await checkout(saleId, { ...FIRST, ...(await visited(saleId)) });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.json).toMatchObject({
      decisionId: expect.stringMatching(new RegExp(`^dec_${saleId}_[0-9A-Z]{26}$`)),
      verdict: "allow",
      score: { value: expect.any(Number), modelVersion: expect.any(String), contributions: expect.any(Array) },
      policyHash: expect.stringMatching(/^sha256-/),
      allocation: { status: "held", quantity: 1, holdId: expect.stringMatching(new RegExp(`^hold_${saleId}_`)) },
      allowToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      buyer: { code: "held", message: "Yours for 5 minutes. Pay to keep it.", next: "pay" },
    });
    expect(answer.json).not.toHaveProperty("retryVisitToken");
    expect(answer.json).not.toHaveProperty("challenge");
  });

  it("says that it came without a visit, and lets that alone not matter", async () => {
    const saleId = await newSale();
    const answer = await decided(saleId, FIRST);
    expect([answer.verdict, codesOf(answer)]).toEqual(["allow", ["VISIT_MISSING"]]);
  });
});

describe("the limits of a sale", () => {
  it.each([
    ["LIMIT_ACCOUNT", { account: FIRST.account }, "see_orders"],
    ["LIMIT_DEVICE", { device: FIRST.device }, "verify"],
    ["LIMIT_HOUSEHOLD", { shippingAddress: FIRST.shippingAddress }, "verify"],
    ["LIMIT_PAYMENT", { payment: FIRST.payment }, "verify"],
  ])("deny with %s alone what shares one thing, and hold nothing", async (code, shared, next) => {
    const saleId = await newSale({ limits: { perAccount: 1, perDevice: 1, perHousehold: 1, perPayment: 1 } });
    await holdUnit(saleId, 1);
    const answer = await decided(saleId, { ...SECOND, ...shared });
    expect(answer.verdict).toBe("deny");
    expect(codesOf(answer).filter((each) => each.startsWith("LIMIT_"))).toEqual([code]);
    expect(answer.allocation).toEqual({ status: "none" });
    expect(answer.buyer).toEqual({ code: "limit_reached", message: expect.any(String), next });
    expect(answer).not.toHaveProperty("allowToken");
    expect(await ledgerOf(saleId)).toMatchObject({ held: 1, free: 9 });
  });

  it.each([
    ["account", { limits: { perAccount: 2, perDevice: 9, perHousehold: 9, perPayment: 9 } }],
    ["household", { limits: { perAccount: 9, perDevice: 9, perHousehold: 2, perPayment: 9 } }],
  ])("count units, not orders: two of one %s at once are two", async (_, change) => {
    const saleId = await newSale(change);
    expect((await decided(saleId, { ...FIRST, quantity: 3 })).verdict).toBe("deny");
    expect((await decided(saleId, { ...FIRST, quantity: 2 })).verdict).toBe("allow");
    expect((await decided(saleId, FIRST)).verdict).toBe("deny");
  });

  it("make no claim of what a checkout leaves out", async () => {
    const saleId = await newSale({ limits: { perAccount: 1, perDevice: 1, perHousehold: 1, perPayment: 1 } });
    for (const buyer of [1, 2, 3]) {
      const { account } = checkoutOf(buyer);
      const clerk = { account, fulfilment: { kind: "pickup", partnerId: "p_1" }, payment: { method: "card" } };
      expect((await decided(saleId, { ...clerk, quantity: 1, channel: "store" })).verdict).toBe("allow");
    }
  });

  it("are free again when a hold is released, and stay used when it is sold", async () => {
    const saleId = await newSale();
    const first = await holdUnit(saleId, 1);
    await release({ holdId: first.holdId });
    const second = await holdUnit(saleId, 1);
    await redeem(second.token);
    expect(codesOf(await decided(saleId, FIRST))).toContain("LIMIT_ACCOUNT");
  });

  it("hold under a crowd: fifty checkouts of one account at once get one unit", async () => {
    const saleId = await newSale();
    const answers = await Promise.all(Array.from({ length: 50 }, () => decided(saleId, FIRST)));
    expect(answers.filter(({ allocation }) => allocation.status === "held")).toHaveLength(1);
    expect(await ledgerOf(saleId)).toMatchObject({ held: 1, free: 9, attempts: 50 });
  });
});

describe("a payment method", () => {
  it("that the sale does not accept denies with PAYMENT_NOT_ACCEPTED", async () => {
    const saleId = await newSale();
    const answer = await decided(saleId, { ...FIRST, payment: { method: "cash" } });
    expect([answer.verdict, codesOf(answer)]).toEqual(["deny", ["PAYMENT_NOT_ACCEPTED", "VISIT_MISSING"]]);
    expect(answer.buyer).toMatchObject({ code: "payment", next: "change_payment" });
  });
});

describe("a channel without a browser", () => {
  it.each(["store", "sms", "phone"])(
    "%s is not asked for a visit, even where signals are required",
    async (channel) => {
      const saleId = await newSale({ clientSignals: "required" });
      const { device: _device, ...order } = FIRST;
      const answer = await decided(saleId, { ...order, channel });
      expect([answer.verdict, answer.reasons]).toEqual(["allow", []]);
    },
  );

  it("has no visit even if one is sent", async () => {
    const saleId = await newSale();
    const visitToken = await visitTo(saleId);
    expect((await decided(saleId, { ...FIRST, channel: "store", visitToken })).reasons).toEqual([]);
    const web = await decided(saleId, { ...SECOND, visitToken });
    expect(codesOf(web)).not.toContain("VISIT_REPLAYED");
  });

  it("can be picked up, and pick-up makes no household", async () => {
    const saleId = await newSale({ limits: { perAccount: 1, perDevice: 1, perHousehold: 1, perPayment: 1 } });
    for (const { shippingAddress: _address, ...order } of [FIRST, SECOND]) {
      const pickup = { ...order, fulfilment: { kind: "pickup", partnerId: "p_1" }, channel: "store" };
      expect((await decided(saleId, pickup)).allocation.status).toBe("held");
    }
  });
});

describe("a sale that requires the browser's signals", () => {
  it.each(["web", "app"])("challenges a checkout by %s without them", async (channel) => {
    const saleId = await newSale({ clientSignals: "required" });
    const answer = await decided(saleId, { ...FIRST, channel });
    expect(answer.verdict).toBe("challenge");
    expect(codesOf(answer)).toEqual(["SIGNALS_ABSENT", "VISIT_MISSING"]);
    expect(answer.allocation).toEqual({ status: "none" });
    expect(answer.challenge).toMatchObject({
      id: expect.stringMatching(/^chl_/),
      kinds: ["shop_otp"],
    });
    expect(answer.buyer).toMatchObject({ code: "verify", next: "verify" });
  });

  it("challenges one whose signals cannot be read, and says so", async () => {
    const saleId = await newSale({ clientSignals: "required" });
    const visitToken = await visitTo(saleId);
    const answer = await decided(saleId, { ...FIRST, visitToken, signals: { v: 2 } });
    expect(codesOf(answer)).toEqual(expect.arrayContaining(["SIGNALS_ABSENT", "SIGNALS_INVALID"]));
  });

  it("takes signals above 16 KiB for unreadable ones", async () => {
    const saleId = await newSale({ clientSignals: "required" });
    const signals = { v: 1, observations: { padding: "x".repeat(16 * 1024) } };
    const answer = await decided(saleId, { ...FIRST, visitToken: await visitTo(saleId), signals });
    expect(codesOf(answer)).toContain("SIGNALS_INVALID");
  });
});

describe("what a checkout must say", () => {
  it.each([
    ["no account", { account: undefined }, "/account"],
    ["an account without id", { account: { email: "a@example.com" } }, "/account/id"],
    ["no payment", { payment: undefined }, "/payment"],
    ["no channel", { channel: undefined }, "/channel"],
    ["an unknown channel", { channel: "fax" }, "/channel"],
    ["nowhere to go", { shippingAddress: undefined }, "/shippingAddress"],
    ["two destinations", { fulfilment: { kind: "pickup", partnerId: "p" } }, "/shippingAddress"],
    ["an unknown field", { discount: 10 }, "/discount"],
    ["an unknown field deep inside", { device: { id: "d", model: "x" } }, "/device/model"],
    ["signals that are no object", { signals: [] }, "/signals"],
    ["an account token beside the account", { accountToken: "a.b.c" }, "/accountToken"],
  ])("%s is 400 with the place that is wrong", async (_, change, pointer) => {
    const saleId = await newSale();
    const seen = await checkout(saleId, { ...FIRST, ...change });
    expect([seen.status, slugOf(seen)]).toEqual([400, "request-invalid"]);
    expect(seen.json.errors).toMatchObject([{ pointer }]);
  });

  it.each([
    ["-0", "-0"],
    ["0", "0"],
    ["-1", "-1"],
    ["1.5", "1.5"],
    ["101", "101"],
    ["1e9", "1e9"],
    ["1e400", "1e400"],
    ["1e-400", "1e-400"],
    ["9007199254740993", "9007199254740993"],
    ['"1"', '"1"'],
    ["null", "null"],
    ["true", "true"],
    ["[1]", "[1]"],
    ['""', '""'],
    ["absent", undefined],
  ])("a quantity of %s is 400, and takes no unit", async (_, quantity) => {
    const saleId = await newSale();
    const { quantity: _one, ...order } = FIRST;
    const text = JSON.stringify(order);
    const body = quantity === undefined ? text : `${text.slice(0, -1)},"quantity":${quantity}}`;
    const seen = await call(`/v1/sales/${saleId}/checkouts`, { body });
    expect([seen.status, slugOf(seen)]).toEqual([400, "request-invalid"]);
    expect(seen.json.errors).toMatchObject([{ pointer: "/quantity" }]);
    expect(await ledgerOf(saleId)).toMatchObject({ free: 10, attempts: 0 });
  });

  it("takes an unreadable e-mail and phone for signals, not errors", async () => {
    const saleId = await newSale();
    const account = { id: "acc_1", createdAt: "2024-03-01T00:00:00Z", email: "not an e-mail", phone: "none" };
    expect((await checkout(saleId, { ...FIRST, account })).status).toBe(200);
  });
});

describe("a sale that is not open", () => {
  it.each([
    ["scheduled", { opensAt: "2035-01-01T00:00:00Z" }],
    ["closed", { closesAt: "2026-01-02T00:00:00Z" }],
  ])("%s is 409 sale-not-open, with the times that a caller needs, and nothing is kept", async (phase, change) => {
    const saleId = await newSale(change);
    const key = crypto.randomUUID();
    for (const _ of [1, 2]) {
      const askedAtMs = Date.now();
      const seen = await checkout(saleId, FIRST, { key });
      expect([seen.status, slugOf(seen), seen.json.phase]).toEqual([409, "sale-not-open", phase]);
      expect(seen.json.opensAt).toBe(phase === "scheduled" ? "2035-01-01T00:00:00.000Z" : "2026-01-01T00:00:00.000Z");
      expect(seen.json.serverTimeMs).toBeGreaterThanOrEqual(askedAtMs);
      expect(seen.json.serverTimeMs).toBeLessThanOrEqual(Date.now());
      expect(seen.headers.get("idempotent-replayed")).toBe(null);
    }
    expect(await ledgerOf(saleId)).toMatchObject({ attempts: 0 });
  });

  it("gives the buyer who called too early a unit under the same key once it is open", async () => {
    const saleId = await newSale({ opensAt: "2035-01-01T00:00:00Z" });
    const key = crypto.randomUUID();
    expect(slugOf(await checkout(saleId, FIRST, { key }))).toBe("sale-not-open");
    await putSale(saleId);
    expect(answerOf(await checkout(saleId, FIRST, { key })).allocation.status).toBe("held");
  });
});

describe("sold out", () => {
  it("is not final while a hold may still end, and says when to come back", async () => {
    const saleId = await newSale({ units: 1 });
    const { token } = await holdUnit(saleId, 1);
    const waiting = await decided(saleId, SECOND);
    expect(waiting.verdict).toBe("allow");
    expect(waiting.allocation).toMatchObject({ status: "sold_out", final: false });
    const { retryAfterMs } = z.object({ retryAfterMs: z.number() }).parse(waiting.allocation);
    expect(retryAfterMs).toBeGreaterThan(290_000);
    expect(retryAfterMs).toBeLessThan(306_000);
    expect(waiting.buyer).toMatchObject({ code: "sold_out", next: "wait" });

    await redeem(token);
    const over = await decided(saleId, checkoutOf(3));
    expect(over.allocation).toEqual({ status: "sold_out", final: true, retryAfterMs: 0 });
    expect(over.buyer).toEqual({ code: "sold_out", message: "All units are sold.", next: "none" });
  });

  it("sells exactly the units to a crowd", async () => {
    const saleId = await newSale({ units: 20 });
    const answers = await Promise.all(Array.from({ length: 100 }, (_, buyer) => decided(saleId, apart(buyer))));
    expect(answers.filter(({ allocation }) => allocation.status === "held")).toHaveLength(20);
    expect(answers.filter(({ allocation }) => allocation.status === "sold_out")).toHaveLength(80);
    expect(await ledgerOf(saleId)).toMatchObject({ received: 20, free: 0, held: 20, attempts: 100 });
  });
});

/** Buyers in streets of their own, so that no rule on neighbours speaks. */
function apart(buyer: number) {
  const order = checkoutOf(buyer);
  const street = `${buyer + 1} ${String.fromCharCode(65 + (buyer % 26))}${"aeiou"[buyer % 5]}lton ${buyer % 7} Road`;
  return {
    ...order,
    shippingAddress: { ...order.shippingAddress, lines: [street], postalCode: String(400_001 + buyer * 7) },
  };
}

describe("a retry of a live visit", () => {
  it("is possible five times and not a sixth", async () => {
    const saleId = await newSale();
    let visitToken: string | undefined = await visitTo(saleId);
    for (let retry = 0; retry < 5; retry += 1) {
      const answer = await decided(saleId, { ...FIRST, visitToken, payment: { method: "cash" } });
      expect(codesOf(answer)).not.toContain("VISIT_REPLAYED");
      visitToken = answer.retryVisitToken;
      expect(visitToken, `after try ${retry + 1}`).toEqual(expect.any(String));
    }
    const last = await decided(saleId, { ...FIRST, visitToken, payment: { method: "cash" } });
    expect(codesOf(last)).toEqual(["PAYMENT_NOT_ACCEPTED"]);
    expect(last).not.toHaveProperty("retryVisitToken");
  });

  it("counts from the first visit, and so is not too fast however soon it comes", async () => {
    const saleId = await newSale();
    const { visitToken, signals } = await visited(saleId);
    const first = await decided(saleId, { ...FIRST, visitToken, signals, payment: { method: "cash" } });
    const second = await decided(saleId, { ...FIRST, visitToken: first.retryVisitToken, signals });
    expect([second.verdict, second.reasons]).toEqual(["allow", []]);
  });
});

describe("a telephone number without a country's code", () => {
  const pickup = { shippingAddress: undefined, fulfilment: { kind: "pickup", partnerId: "p_1" } };
  const readable = async (sale: object) => {
    const saleId = await newSale(sale);
    const account = { ...FIRST.account, phone: "098123 45678" };
    const { decisionId } = await decided(saleId, { ...FIRST, ...pickup, account });
    return (await decisionOf(decisionId)).signals["phone.readable"];
  };

  it("is of the sale's country where the order is picked up, and unreadable where nobody says one", async () => {
    expect(await readable({ phoneCountry: "IN" })).toBe(true);
    expect(await readable({})).toBe(false);
  });
});

describe("who calls", () => {
  it.each([
    ["no key", { shop: undefined }],
    ["a key of nobody", { shop: undefined, headers: { Authorization: `Bearer fh_sk_${"A".repeat(43)}` } }],
    ["another scheme", { shop: undefined, headers: { Authorization: "Basic Zm9vOmJhcg==" } }],
    ["two keys", { shop: undefined, headers: { Authorization: "Bearer a b" } }],
  ])("with %s is 401 and told how", async (_, options) => {
    const saleId = await newSale();
    const seen = await checkout(saleId, FIRST, options);
    expect([seen.status, slugOf(seen)]).toEqual([401, "unauthorized"]);
    expect(seen.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("is heard whatever the case of the scheme's letters", async () => {
    const saleId = await newSale();
    const seen = await checkout(saleId, FIRST, { shop: undefined, headers: { Authorization: `bearer ${shopKey()}` } });
    expect(seen.status).toBe(200);
  });

  it("with a shop key and an Origin is 403 shop-key-in-browser", async () => {
    const saleId = await newSale();
    const seen = await checkout(saleId, FIRST, { headers: { Origin: "https://shop-a.example" } });
    expect([seen.status, slugOf(seen)]).toEqual([403, "shop-key-in-browser"]);
  });
});
