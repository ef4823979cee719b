import { env } from "cloudflare:workers";
import { exportJWK, generateKeyPair } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { browserCheckoutAnswer } from "../../src/wire/checkout.ts";
import { browserOrderOf } from "../support/fixtures.ts";
import { call, migrateDatabase, type Seen, shopKey, slugOf } from "./support/deployment.ts";
import { accountToken, encode, takeApart } from "./support/forge.ts";
import { holdUnit, ledgerOf, newSale, redeem } from "./support/shopping.ts";
import { visited } from "./support/visited.ts";

beforeAll(migrateDatabase);

const ORDER = browserOrderOf(1);
const PAGE = { Origin: "https://shop-a.example", "CF-Connecting-IP": "203.0.113.7" };

function checkoutInBrowser(saleId: string, body: object, key: string = crypto.randomUUID()): Promise<Seen> {
  return call(`/v1/sales/${saleId}/checkouts`, { body: { ...ORDER, ...body }, shop: undefined, headers: PAGE, key });
}

describe("a checkout from a browser", () => {
  it("holds a unit and tells the browser allocation, token and its own part alone", async () => {
    const saleId = await newSale();
    const seen = await checkoutInBrowser(saleId, { accountToken: await accountToken() });
    expect(seen.status).toBe(200);
    expect(Object.keys(seen.json).sort()).toEqual(["allocation", "allowToken", "buyer"]);
    const { allowToken, allocation } = browserCheckoutAnswer.parse(seen.json);
    expect(allocation.status).toBe("held");
    expect((await redeem(allowToken ?? "")).status).toBe(200);
  });

  it("may say when the account was made in any offset from UTC", async () => {
    const saleId = await newSale();
    const vouched = await accountToken({ createdAt: "2024-03-01T05:30:00+05:30" });
    const seen = await checkoutInBrowser(saleId, { accountToken: vouched });
    expect(seen.json).toMatchObject({ allocation: { status: "held" } });
  });

  it("tells a refused buyer the refusal alone: no score, no rule, no retry", async () => {
    const saleId = await newSale();
    const seen = await checkoutInBrowser(saleId, { accountToken: await accountToken(), payment: { method: "cash" } });
    expect(seen.json).toEqual({
      allocation: { status: "none" },
      buyer: {
        code: "payment",
        message: "This payment method is not accepted in this sale. Choose another one.",
        next: "change_payment",
      },
    });
  });

  it("replays byte for byte, for its own account only", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const mine = await accountToken();
    const first = await checkoutInBrowser(saleId, { accountToken: mine }, key);
    const again = await checkoutInBrowser(saleId, { accountToken: mine }, key);
    expect([again.text, again.headers.get("idempotent-replayed")]).toEqual([first.text, "true"]);
    const other = await checkoutInBrowser(saleId, { accountToken: await accountToken({ sub: "acc_other" }) }, key);
    expect(other.headers.get("idempotent-replayed")).toBe(null);
    expect(other.text).not.toContain(String(first.json.allowToken));
  });

  it("is the same account as the shop's own word for it", async () => {
    const saleId = await newSale();
    await holdUnit(saleId, 1);
    const seen = await checkoutInBrowser(saleId, {
      accountToken: await accountToken({ sub: "acc_1" }),
    });
    expect(seen.json).toMatchObject({ allocation: { status: "none" }, buyer: { code: "limit_reached" } });
  });

  it("takes the network address from the edge alone", async () => {
    const saleId = await newSale();
    const body = { accountToken: await accountToken(), ...(await visited(saleId, { headers: PAGE })) };
    const said = await checkoutInBrowser(saleId, { ...body, client: { ip: "198.51.100.9" } });
    expect([said.status, slugOf(said), said.json.errors]).toEqual([
      400,
      "request-invalid",
      [{ pointer: "/client", detail: "is not a field of this request" }],
    ]);
    expect((await checkoutInBrowser(saleId, body)).json).toMatchObject({ allocation: { status: "held" } });
  });

  it("needs an idempotency key like any other", async () => {
    const saleId = await newSale();
    expect(slugOf(await checkoutInBrowser(saleId, { accountToken: await accountToken() }, ""))).toBe(
      "idempotency-key-missing",
    );
  });

  it("may not redeem", async () => {
    const { token } = await holdUnit(await newSale());
    const seen = await call("/v1/tokens/redeem", { body: { token, orderId: "o" }, shop: undefined, headers: PAGE });
    expect([seen.status, slugOf(seen)]).toEqual([401, "unauthorized"]);
  });
});

describe("an account token", () => {
  const nowSeconds = Math.floor(Date.now() / 1000);

  it.each<[string, () => Promise<string>]>([
    ["that has expired", () => accountToken({ exp: nowSeconds - 1 })],
    ["that is good for more than ten minutes", () => accountToken({ exp: nowSeconds + 700 })],
    ["without an end", () => accountToken({ exp: undefined })],
    ["that is not good yet", () => accountToken({ nbf: nowSeconds + 120 })],
    ["without a subject", () => accountToken({ sub: undefined })],
    ["with an empty subject", () => accountToken({ sub: "" })],
    ["with a subject of 257 characters", () => accountToken({ sub: "s".repeat(257) })],
    ["of an unknown shop", () => accountToken({ iss: "shop-z" })],
    ["of no shop", () => accountToken({ iss: undefined })],
    ["of a prototype's member as shop", () => accountToken({ iss: "__proto__" })],
    ["for another service", () => accountToken({ aud: "https://other.example" })],
    ["for several services", () => accountToken({ aud: [env.ISSUER, "https://other.example"] })],
    ["for this service in a list", () => accountToken({ aud: [env.ISSUER] })],
    ["with an unknown kid", () => accountToken({}, { kid: "other" })],
    ["with a critical extension", () => accountToken({}, { crit: ["x"], x: 1 })],
    ["with a creation time that is none", () => accountToken({ createdAt: "yesterday" })],
    ["with an unknown verified", () => accountToken({ verified: ["soul"] })],
    [
      "without a signature",
      async () => `${encode('{"alg":"none"}')}.${encode(takeApart(await accountToken()).payload)}.`,
    ],
    ["by another key", async () => accountToken({}, {}, await strangerKey())],
    [
      "by another key that it brings along",
      async () => accountToken({}, { jwk: await strangerKey() }, await strangerKey()),
    ],
    ["that is no token", async () => "hello"],
  ])("%s is 401, and nothing is written", async (_, token) => {
    const saleId = await newSale();
    const seen = await checkoutInBrowser(saleId, { accountToken: await token() });
    expect([seen.status, slugOf(seen)]).toEqual([401, "unauthorized"]);
    expect(await ledgerOf(saleId)).toMatchObject({ attempts: 0 });
  });

  it("of one shop opens nothing of another", async () => {
    const saleId = await newSale();
    const seen = await checkoutInBrowser(saleId, { accountToken: await accountToken({ iss: "shop-b" }) });
    expect([seen.status, slugOf(seen)]).toEqual([404, "sale-unknown"]);
  });

  it("left out is 401, as is an account of the browser's own making", async () => {
    const saleId = await newSale();
    expect(slugOf(await checkoutInBrowser(saleId, {}))).toBe("unauthorized");
    expect(slugOf(await checkoutInBrowser(saleId, { account: { id: "acc_1" } }))).toBe("unauthorized");
  });
});

async function strangerKey() {
  const { privateKey } = await generateKeyPair("EdDSA", { extractable: true });
  return await exportJWK(privateKey);
}

describe("cross-origin access", () => {
  const preflight = (path: string, origin: string) =>
    call(path, {
      method: "OPTIONS",
      shop: undefined,
      key: "",
      headers: {
        Origin: origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,idempotency-key",
      },
    });

  it.each([
    ["the origin of a shop", "https://shop-a.example", "https://shop-a.example"],
    ["another origin", "https://evil.example", null],
    ["an origin that ends like a shop's", "https://evil-shop-a.example", null],
    ["an origin that begins like a shop's", "https://shop-a.example.evil.example", null],
    ["the shop without TLS", "http://shop-a.example", null],
    ["no origin at all", "null", null],
  ])("to checkouts for %s", async (_, origin, allowed) => {
    const seen = await preflight(`/v1/sales/${await newSale()}/checkouts`, origin);
    expect(seen.headers.get("access-control-allow-origin")).toBe(allowed);
    expect(seen.headers.get("access-control-allow-credentials")).toBe(null);
    if (allowed !== null) {
      expect(seen.headers.get("access-control-allow-headers")?.toLowerCase()).toBe("content-type,idempotency-key");
      expect(seen.headers.get("vary")).toContain("Origin");
    }
  });

  it("to the answer of a checkout is the shop's as well", async () => {
    const saleId = await newSale();
    const seen = await checkoutInBrowser(saleId, { accountToken: await accountToken() });
    expect(seen.headers.get("access-control-allow-origin")).toBe("https://shop-a.example");
    expect(seen.headers.get("access-control-expose-headers")).toContain("Idempotent-Replayed");
  });

  it.each(["/v1/tokens/redeem", "/v1/tokens/release", "/v1/siteverify", "/v1/sales/x/stock", "/v1/sales/x/ledger"])(
    "to %s there is none",
    async (path) => {
      const seen = await preflight(path, "https://shop-a.example");
      expect(seen.headers.get("access-control-allow-origin")).toBe(null);
    },
  );

  it("with a shop key is refused on every call that takes one", async () => {
    const saleId = await newSale();
    const { token, decisionId } = await holdUnit(saleId);
    for (const [method, path, body] of [
      ["PUT", `/v1/sales/${saleId}`, {}],
      ["POST", `/v1/sales/${saleId}/stock`, { add: 1 }],
      ["POST", `/v1/sales/${saleId}/pause`, {}],
      ["POST", `/v1/sales/${saleId}/resume`, {}],
      ["POST", `/v1/sales/${saleId}/challenges/x`, { kind: "shop_otp" }],
      ["POST", "/v1/tokens/redeem", { token, orderId: "o" }],
      ["POST", "/v1/tokens/release", { token, reason: "cancelled" }],
      ["GET", `/v1/decisions/${decisionId}`, undefined],
      ["GET", `/v1/sales/${saleId}/ledger`, undefined],
    ] as const) {
      const headers = { Origin: "https://shop-a.example", Authorization: `Bearer ${shopKey()}` };
      const seen = await call(path, { method, body, headers });
      expect([seen.status, slugOf(seen)], path).toEqual([403, "shop-key-in-browser"]);
    }
    expect(await ledgerOf(saleId)).toMatchObject({ received: 10, held: 1 });
  });
});
