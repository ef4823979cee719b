import { describe, expect, it } from "vitest";
import { composition, FILLED_IN } from "./composition.ts";
import { CHALLENGED, DENIED, HELD, IN_REVIEW, NOW_MS, SOLD_OUT } from "./contract-service.ts";

describe("the shop's page, by the phase of the sale", () => {
  it("counts down to the opening over a button that cannot be pressed yet, and writes the moment out", async () => {
    const { answers, browser } = composition();
    answers.phase = "scheduled";
    const page = await browser().text("/shop");
    expect(page).toMatch(/Opens in <span[^>]*>3:12<\/span>/);
    expect(page).toMatch(/<button[^>]* disabled[^>]*data-buy[^>]*>Buy for ₹34,999/);
    expect(page).toContain("1 December 2026 at 14:04 India Standard Time");
  });

  it("offers the phone while the sale is open", async () => {
    const page = await composition().browser().text("/shop");
    expect(page).toContain("Buy for ₹34,999");
    expect(page).not.toMatch(/<button[^>]* disabled/);
  });

  it.each([
    ["paused", "The sale is paused"],
    ["sold_out", "Sold out: units may return until 18:00"],
    ["closed", "This sale is over"],
    ["a_phase_to_come", "Please wait a moment"],
  ] as const)("says so when the sale is %s, and takes no order", async (phase, words) => {
    const { answers, browser } = composition();
    answers.phase = phase;
    const page = await browser().text("/shop");
    expect(page).toContain(words);
    expect(page).not.toContain("data-checkout");
  });

  it("names the day until which units may return, where that is another one", async () => {
    const { answers, clock, browser } = composition();
    answers.phase = "sold_out";
    clock.nowMs = NOW_MS - 24 * 3_600_000;
    expect(await browser().text("/shop")).toContain("Sold out: units may return until Tuesday 1 December at 18:00");
  });

  it("says that the checkout does not answer when nothing listens", async () => {
    const { answers, browser } = composition();
    answers.down = true;
    expect(await browser().text("/shop")).toContain("The checkout does not answer at the moment");
  });
});

describe("a checkout", () => {
  it("adds what the shop knows of its customer, under the shop key and an idempotency key", async () => {
    const { calls, browser } = composition();
    const buyer = browser();
    await buyer.get("/shop");
    await buyer.postJson("/shop/api/checkout", { ...FILLED_IN, visitToken: "visit.token", signals: { v: 1 } });
    const call = calls.find(({ path }) => path === "/v1/sales/aurora-2/checkouts");
    expect(call?.headers.get("Authorization")).toBe("Bearer fh_sk_test");
    expect(call?.headers.get("Idempotency-Key")).toBe("ord-attempt-1");
    expect(call?.body).toEqual({
      visitToken: "visit.token",
      account: {
        id: expect.stringMatching(/^asha-/),
        createdAt: "2024-03-01T09:12:00Z",
        email: expect.stringMatching(/^asha\.[0-9a-f]{8}@example\.com$/),
        phone: expect.stringMatching(/^\+9198[0-9]{8}$/),
        verified: ["email", "phone"],
      },
      device: { id: expect.stringMatching(/^dev_[0-9a-f-]{36}$/) },
      shippingAddress: {
        name: "Asha Rao",
        lines: ["Flat 4B, Sea View", "12 North Street"],
        city: "Mumbai",
        region: "Maharashtra",
        postalCode: "400001",
        country: "IN",
      },
      payment: { method: "upi", fingerprint: expect.stringMatching(/^pay-asha-/) },
      quantity: 1,
      channel: "web",
      client: { userAgent: "" },
      signals: { v: 1 },
    });
  });

  it("gives the browser what is meant for a buyer, and neither token nor hold nor reason", async () => {
    const { browser } = composition();
    const response = await browser().postJson("/shop/api/checkout", FILLED_IN);
    expect(await response.json()).toEqual({
      order: "ord-attempt-1",
      buyer: { code: "held", message: "Yours for 5 minutes. Pay to keep it.", next: "pay" },
      allocation: { status: "held", quantity: 1, expiresAt: new Date(NOW_MS + 300_000).toISOString() },
    });
  });

  it("tells the browser whether units may return where none is free", async () => {
    const { answers, browser } = composition();
    answers.checkout = SOLD_OUT;
    const response = await browser().postJson("/shop/api/checkout", FILLED_IN);
    expect(await response.json()).toMatchObject({ allocation: { status: "sold_out", final: false } });
  });

  it("keeps the hold over a reload, with the time to pay, and never prints the token", async () => {
    const { browser } = composition();
    const buyer = browser();
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    const page = await buyer.text("/shop");
    expect(page).toMatch(/Holding yours: <span[^>]*>5:00<\/span>/);
    expect(page).toContain("Pay ₹34,999");
    expect(page).not.toContain("secret.allow.token");
  });

  it("shows the time to pay as over once the hold has ended", async () => {
    const { clock, browser } = composition();
    const buyer = browser();
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    clock.nowMs = NOW_MS + 299_000;
    expect(await buyer.text("/shop")).toContain("Pay ₹34,999");
    clock.nowMs = NOW_MS + 300_000;
    expect(await buyer.text("/shop")).toContain("The time to pay is over");
  });

  it("sells by redeeming the token for the address of the order", async () => {
    const { calls, browser } = composition();
    const buyer = browser();
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    await buyer.postForm("/shop/api/pay", {});
    const call = calls.find(({ path }) => path === "/v1/tokens/redeem");
    expect(call?.body).toEqual({
      token: "secret.allow.token",
      orderId: "ord-attempt-1",
      shippingAddress: expect.objectContaining({ postalCode: "400001" }),
    });
    expect(await buyer.text("/shop")).toContain("Paid. It is yours");
  });

  it("keeps what is held when paying does not get through", async () => {
    const { answers, browser } = composition();
    const buyer = browser();
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    answers.redeem = { status: 503, body: { type: "about:blank", title: "Service Unavailable" } };
    await buyer.postForm("/shop/api/pay", {});
    const page = await buyer.text("/shop");
    expect(page).toContain("That did not get through. Nothing was charged, and what is held stays held.");
    expect(page).toContain("Pay ₹34,999");
  });

  it("says that the time is over when the service refuses a late payment", async () => {
    const { answers, browser } = composition();
    const buyer = browser();
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    answers.redeem = { status: 409, body: { type: "https://x.example/problems/hold-expired", title: "Hold expired" } };
    await buyer.postForm("/shop/api/pay", {});
    expect(await buyer.text("/shop")).toContain("The time to pay is over");
  });

  it("releases the hold when the buyer cancels", async () => {
    const { calls, browser } = composition();
    const buyer = browser();
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    await buyer.postForm("/shop/api/cancel", {});
    expect(calls.find(({ path }) => path === "/v1/tokens/release")?.body).toEqual({
      holdId: "hold_aurora-2_01JD5X8Q4N2V7ZC3B9M6K0T1RS",
      reason: "cancelled",
    });
    expect(await buyer.text("/shop")).toContain("No order was placed");
  });

  it("tells a refused buyer what happened and what to do, and the demo's staff where the reasons are", async () => {
    const { answers, browser } = composition();
    const buyer = browser();
    answers.checkout = DENIED;
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    const page = await buyer.text("/shop");
    expect(page).toContain("This device already has an order in this sale. A limit per device keeps it fair.");
    expect(page).toContain("Your order that is already placed stays as it is.");
    expect(page).toContain('href="/console/decisions/dec_aurora-2_01JD5X8Q4N2V7ZC3B9M6K0T1RT"');
    expect(page).not.toContain("LIMIT_DEVICE");
  });

  it.each([
    ["code", { allocation: { status: "none" }, buyer: { code: "a_code_to_come" } }],
    ["status", { allocation: { status: "a_status_to_come" }, buyer: { code: "not_available" } }],
  ])("waits on an unknown %s, with the buyer's message and a way to ask again", async (_, change) => {
    const { answers, browser } = composition();
    const buyer = browser();
    const { allocation, buyer: told } = { ...DENIED.body, ...change };
    answers.checkout = {
      status: 200,
      body: { ...DENIED.body, allocation, buyer: { ...DENIED.body.buyer, ...told, message: "You are on the list." } },
    };
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    const page = await buyer.text("/shop");
    expect(page).toContain("Please wait a moment");
    expect(page).toContain("You are on the list.");
    expect(page).toContain("data-checkout");
    expect(page).not.toContain("We could not place this order");
  });

  it("keeps the order of one customer from another of the same browser", async () => {
    const { browser } = composition();
    const buyer = browser();
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    await buyer.postForm("/shop/api/customer", { customer: "ben" });
    const page = await buyer.text("/shop");
    expect(page).toContain("Ben Thomas");
    expect(page).not.toContain("Holding yours");
  });

  it("is the same device whoever is signed in", async () => {
    const { calls, browser } = composition();
    const buyer = browser();
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    await buyer.postForm("/shop/api/customer", { customer: "ben" });
    await buyer.postForm("/shop/api/checkout", { ...FILLED_IN, attempt: "attempt-2" });
    const checkouts = calls.filter(({ path }) => path.endsWith("/checkouts")).map(({ body }) => body);
    expect(checkouts).toMatchObject([
      { account: { id: expect.stringMatching(/^asha-/) } },
      { account: { id: expect.stringMatching(/^ben-/) } },
    ]);
    const [first, second] = checkouts.map((body) => JSON.stringify(body).match(/dev_[0-9a-f-]{36}/)?.[0]);
    expect(second).toBe(first);
  });

  it("explains review and sold out without a word of blame", async () => {
    const { answers, browser } = composition();
    const buyer = browser();
    answers.checkout = IN_REVIEW;
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    expect(await buyer.text("/shop")).toContain("We are looking at this order");
    answers.checkout = SOLD_OUT;
    await buyer.postForm("/shop/api/checkout", { ...FILLED_IN, attempt: "attempt-2" });
    expect(await buyer.text("/shop")).toContain("All units are taken right now");
  });

  it("names every field that is missing, keeps what was typed, and asks nobody", async () => {
    const { calls, browser } = composition();
    const buyer = browser();
    await buyer.postForm("/shop/api/checkout", { ...FILLED_IN, name: "", postalCode: "4000" });
    const page = await buyer.text("/shop");
    expect(page).toContain('<a href="#name">Enter the name of the person who receives the parcel</a>');
    expect(page).toContain('<a href="#postalCode">Enter the PIN code, six digits such as 400001</a>');
    expect(page).toContain('value="Flat 4B, Sea View"');
    expect(calls.filter(({ method }) => method === "POST")).toEqual([]);
  });

  it.each(["", "[]", "null", "{", '{"quantity":-0}'])("answers a body of %j with what is missing", async (body) => {
    const { browser } = composition();
    const buyer = browser();
    const response = await buyer.postText("/shop/api/checkout", body);
    expect(response.status).toBe(400);
  });
});

describe("a busy service", () => {
  it("is asked again by the browser after the time that it names, as the same order", async () => {
    const { answers, calls, browser } = composition();
    const buyer = browser();
    answers.checkout = {
      status: 503,
      body: { type: "https://x.example/problems/overloaded", title: "Busy" },
      retryAfter: "2",
    };
    const response = await buyer.postJson("/shop/api/checkout", FILLED_IN);
    expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "2"]);
    answers.checkout = HELD;
    expect((await buyer.postJson("/shop/api/checkout", FILLED_IN)).status).toBe(200);
    const keys = calls
      .filter(({ path }) => path.endsWith("/checkouts"))
      .map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toEqual(["ord-attempt-1", "ord-attempt-1"]);
  });
});

describe("a challenge", () => {
  it("that the browser can settle is passed on to it, and comes back settled", async () => {
    const { answers, calls, browser } = composition();
    const buyer = browser();
    answers.checkout = CHALLENGED;
    const response = await buyer.postJson("/shop/api/checkout", FILLED_IN);
    expect(await response.json()).toMatchObject({ challenge: { id: "chl_1", kinds: ["shop_otp"] } });
    await buyer.postJson("/shop/api/checkout", { ...FILLED_IN, attempt: "attempt-2", challengeToken: "from.browser" });
    expect(calls.findLast(({ path }) => path.endsWith("/checkouts"))?.body).toMatchObject({
      challengeToken: "from.browser",
    });
  });

  it("is settled with the code, and goes with the next try together with a fresh visit", async () => {
    const { answers, calls, browser } = composition();
    const buyer = browser();
    answers.checkout = CHALLENGED;
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    const code = (await buyer.text("/shop")).match(/The code is <strong[^>]*>([0-9]{6})</)?.[1] ?? "";
    await buyer.postForm("/shop/api/verify", { code });
    expect(calls.at(-1)?.path).toBe("/v1/sales/aurora-2/challenges/chl_1");
    expect(await buyer.text("/shop")).toContain("Thank you, that is confirmed");
    await buyer.postForm("/shop/api/checkout", { ...FILLED_IN, attempt: "attempt-2" });
    expect(calls.findLast(({ path }) => path.endsWith("/checkouts"))?.body).toMatchObject({
      challengeToken: "challenge.token",
      visitToken: "retry.visit.token.2",
    });
  });

  it("is not settled with another code", async () => {
    const { answers, calls, browser } = composition();
    const buyer = browser();
    answers.checkout = CHALLENGED;
    await buyer.postForm("/shop/api/checkout", FILLED_IN);
    const code = (await buyer.text("/shop")).match(/The code is <strong[^>]*>([0-9]{6})</)?.[1];
    await buyer.postForm("/shop/api/verify", { code: code === "000000" ? "000001" : "000000" });
    expect(calls.filter(({ path }) => path.includes("/challenges/"))).toEqual([]);
    expect(await buyer.text("/shop")).toContain("That is another code.");
  });
});
