import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { ANSWERS, type CheckoutShop } from "../sdk/checkout-shop.ts";
import { SERVER_AHEAD_MS } from "../sdk/shop-server.ts";
import { faultsOf, installed } from "./browser.ts";
import { stageCheckout } from "./checkout-stage.ts";

/** While a sale may change by itself the element asks again within this time. */
const UNTIL_ASKED_AGAIN_MS = 6_000;

describe.skipIf(!installed)("<fair-checkout> in Chromium", () => {
  const stage = stageCheckout();
  let shop: CheckoutShop;
  let page: Page;
  beforeEach(() => {
    ({ shop, page } = stage());
  });

  const open = () => page.goto(shop.origin);
  /** Without waiting for the button to take it, as a hand presses. */
  const press = () => page.click("#buy", { force: true });
  const reaches = (state: string) => page.locator(`fair-checkout[data-state="${state}"]`).waitFor();
  const statusText = () => page.getByRole("status").innerText();
  /** A countdown may show a second more: a page knows the server's clock to half of a round trip. */
  const buttonText = () => page.locator("#buy").innerText();
  /** As a phone does that was put away: the page looks at once. */
  const wake = () => page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
  const statesSeen = () => page.evaluate<string[]>("states");

  it("counts down to the opening by the server's clock, and then takes presses without being loaded again", async () => {
    Object.assign(shop.sale, { phase: "scheduled", opensInMs: 3_000 });
    await open();
    await reaches("early");
    expect(await buttonText()).toMatch(/^Opens in 0:0[1-4]$/);
    expect(await statusText()).toBe("It opens in a few seconds.");
    await press();
    await reaches("open");
    expect(shop.orders).toEqual([]);
    expect(await buttonText()).toBe("Buy for 349");
    shop.answers.push(ANSWERS.held(300_000));
    await press();
    await reaches("held");
    expect(await statesSeen()).toEqual(["early", "open", "asking", "held"]);
  });

  it("registers, waits in line, has a turn and buys, and loses nothing by a reload", async () => {
    Object.assign(shop.sale, { registrationClosesInMs: 60_000, drawInMs: 120_000 });
    shop.answers.push(ANSWERS.registered, ANSWERS.held(300_000));
    await open();
    await reaches("registering");
    expect(await buttonText()).toMatch(/^Register: closes in (1:0[01]|0:5\d)$/);
    shop.registration = { status: "recorded" };
    await press();
    await reaches("registered");
    expect(shop.orders[0]).toMatchObject({ intent: "register" });
    expect(await statusText()).toBe("You are registered. This page tells you when it goes on.");
    Object.assign(shop.sale, { registrationClosesInMs: -1000, drawInMs: -500 });
    shop.registration = { status: "waiting", ahead: 1, outlook: "likely" };
    await page.reload();
    await reaches("in_line");
    expect(await buttonText()).toBe("1 before you");
    const said = await statusText();
    await press();
    expect(shop.orders).toHaveLength(1);
    shop.registration = { status: "waiting", ahead: 0, outlook: "likely" };
    await wake();
    await expect.poll(buttonText).toBe("You are next");
    expect(await statusText(), "a screen reader is not told of every step").toBe(said);
    const until = new Date(Date.now() + SERVER_AHEAD_MS + 3_600_000).toISOString();
    shop.registration = { status: "your_turn", turn: { until } };
    await wake();
    await reaches("your_turn");
    expect(await statusText()).toBe("It is your turn. A unit is kept for you.");
    expect(await buttonText()).toMatch(/^Your turn: (1:00:0[01]|59:5\d) to buy$/);
    await press();
    await reaches("held");
    expect(shop.orders[1]).not.toHaveProperty("intent");
    expect(new Set(shop.receipts)).toEqual(new Set(["receipt-1"]));
  });

  it("gives a turn up by the receipt that it keeps, with a button that is there in the turn alone", async () => {
    Object.assign(shop.sale, { registrationClosesInMs: 60_000, drawInMs: 120_000 });
    shop.answers.push(ANSWERS.registered);
    await open();
    await press();
    await reaches("registered");
    const giveUp = page.getByText("No more");
    expect(await giveUp.isVisible()).toBe(false);
    const until = new Date(Date.now() + SERVER_AHEAD_MS + 3_600_000).toISOString();
    shop.registration = { status: "your_turn", turn: { until } };
    await wake();
    await reaches("your_turn");
    await giveUp.click();
    await page.getByRole("button", { name: "Give up" }).click();
    await reaches("turn_over");
    expect(await giveUp.isVisible()).toBe(false);
    expect(new Set(shop.receipts)).toEqual(new Set(["receipt-1"]));
  });

  it("says that a turn is over, and takes no press", async () => {
    Object.assign(shop.sale, { registrationClosesInMs: -1000, drawInMs: -500 });
    shop.answers.push({ status: 409, body: { type: "https://firsthand.example/problems/turn-over" } });
    await open();
    await press();
    await reaches("turn_over");
    expect(await statusText()).toBe("Your turn is over, and its unit went to the next in line.");
    await press();
    expect(shop.orders).toHaveLength(1);
  });

  it("says how many are before, where only the shop knows the registration, and may be asked again", async () => {
    Object.assign(shop.sale, { registrationClosesInMs: -1000, drawInMs: -500 });
    shop.answers.push(ANSWERS.notYourTurn, ANSWERS.held(300_000));
    await open();
    await press();
    await reaches("in_line");
    expect(await buttonText()).toBe("12 before you");
    expect(await statusText()).toContain("unlikely");
    await press();
    await reaches("held");
  });

  it("sends the form with what the SDK collected, and says for how long the unit is held", async () => {
    shop.answers.push(ANSWERS.held(300_000));
    await open();
    await page.fill("#name", "Rosa");
    await press();
    await reaches("held");
    expect(shop.orders).toHaveLength(1);
    expect(shop.orders[0]).toMatchObject({ name: "Rosa", action: "buy", visitToken: "visit-1", signals: { v: 1 } });
    expect(await statusText()).toBe("Yours for 5 minutes. Pay to keep it.");
    expect(await buttonText()).toMatch(/^Holding yours: (5:0[01]|4:5\d) to pay$/);
    await press();
    expect(shop.orders).toHaveLength(1);
  });

  it("says when the time to pay is over, and takes another press", async () => {
    shop.answers.push(ANSWERS.held(1_000));
    await open();
    await press();
    await reaches("expired");
    expect(await buttonText()).toBe("Buy for 349");
    await press();
    await expect.poll(() => shop.orders.length).toBe(2);
    expect(shop.orders[1]?.attempt).not.toBe(shop.orders[0]?.attempt);
  });

  it("asks a busy checkout again by itself, with the very same order", async () => {
    shop.answers.push(ANSWERS.busy, ANSWERS.held(300_000));
    await open();
    await press();
    await reaches("queued");
    expect(await statusText()).toMatch(/^Many are buying at this moment/);
    await reaches("held");
    expect(shop.orders).toHaveLength(2);
    expect(shop.orders[1]).toEqual(shop.orders[0]);
  });

  it("lets the browser settle a proof of work, and buys with it", async () => {
    shop.answers.push(ANSWERS.challenged(["shop_otp", "proof_of_work"]), ANSWERS.held(300_000));
    await open();
    await press();
    await reaches("held");
    expect(await statesSeen()).toEqual(["open", "asking", "challenge", "asking", "held"]);
    expect(shop.settlements).toEqual([{ kind: "proof_of_work", solution: expect.any(String), visitToken: "visit-1" }]);
    expect(shop.orders[1]).toMatchObject({ challengeToken: "settled-1", visitToken: "retry-1" });
    expect(shop.orders[1]?.attempt).not.toBe(shop.orders[0]?.attempt);
  });

  it("goes on with what the page hands back after a challenge that the shop settled, once", async () => {
    shop.answers.push(ANSWERS.challenged(["shop_otp"]), ANSWERS.held(300_000));
    await open();
    await page.evaluate(
      `addEventListener("fair-state", ({ detail }) => { if (detail.asked) window.asked = detail.asked; })`,
    );
    await press();
    await reaches("challenge");
    expect(await page.evaluate("window.asked")).toMatchObject({ kinds: ["shop_otp"] });
    const settle = `document.querySelector("fair-checkout").settle({ challengeToken: "by-shop", retryVisitToken: "retry-2" })`;
    await page.evaluate(settle);
    await reaches("held");
    await page.evaluate(settle);
    expect(shop.orders).toHaveLength(2);
    expect(shop.orders[1]).toMatchObject({ challengeToken: "by-shop", visitToken: "retry-2" });
  });

  it("tells the page what else settles a challenge whose work the browser could not do", async () => {
    shop.answers.push(ANSWERS.challenged(["shop_otp", "proof_of_work"]));
    await page.route("**/challenges/*", (route) => route.fulfill({ status: 404, body: "{}" }));
    await open();
    await page.evaluate(
      `addEventListener("fair-state", ({ detail }) => { if (detail.asked) window.asked = detail.asked; })`,
    );
    await press();
    await expect.poll(statusText).toBe("One more step: confirm that it is you, then try again.");
    expect(await page.evaluate("window.asked")).toMatchObject({ kinds: ["shop_otp", "proof_of_work"] });
  });

  const askForCodes = () => page.evaluate(`document.querySelector("fair-checkout").setAttribute("code", "/confirm")`);
  const codeField = () => page.getByLabel("Code that we sent you");

  it("asks for the shop's code, says what is wrong with it, and buys with the right one, by keyboard alone", async () => {
    shop.answers.push(ANSWERS.challenged(["shop_otp"]), ANSWERS.held(300_000));
    shop.codeAnswers.push(
      { status: 422 },
      { status: 503 },
      { body: {} },
      { body: { challengeToken: "by-code", retryVisitToken: "retry-2" } },
    );
    await open();
    await askForCodes();
    expect(await codeField().count()).toBe(0);
    await page.focus("#buy");
    await page.keyboard.press("Enter");
    await codeField().waitFor();
    expect(await codeField().getAttribute("autocomplete")).toBe("one-time-code");
    expect(await codeField().getAttribute("inputmode")).toBe("numeric");
    await page.keyboard.press("Enter");
    expect(shop.codes, "an empty field is not sent").toEqual([]);
    const fault = page.getByRole("alert");
    for (const [code, said] of [
      ["111111", /not the code/],
      [" 222222", /could not be checked/],
      ["333333", /could not be checked/],
    ] as const) {
      await page.keyboard.type(code);
      await page.keyboard.press("Enter");
      await expect.poll(() => shop.codes.at(-1)?.code).toBe(code.trim());
      await expect.poll(() => fault.innerText()).toMatch(said);
      expect(await codeField().getAttribute("aria-invalid")).toBe("true");
    }
    await page.keyboard.type("123456");
    await page.keyboard.press("Enter");
    await reaches("held");
    expect(shop.codes.at(-1)).toEqual({ challengeId: "chl_phone-1_01JD0000000000000000000000", code: "123456" });
    expect(shop.orders[1]).toMatchObject({ challengeToken: "by-code", visitToken: "retry-2" });
    expect(shop.orders[1]).not.toHaveProperty("code");
    expect(await codeField().count()).toBe(0);
    expect(await page.evaluate("document.activeElement.id"), "the keyboard's place").toBe("buy");
  });

  it.each([375, 1280])("asks for a code without a fault that axe finds at %i px", async (width) => {
    shop.answers.push(ANSWERS.challenged(["shop_otp"]));
    shop.codeAnswers.push({ status: 422 });
    await page.setViewportSize({ width, height: 720 });
    await open();
    await askForCodes();
    await press();
    await codeField().fill("111111");
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByRole("alert").getByText("not the code").waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it("leaves a challenge that only the shop can settle to the shop", async () => {
    shop.answers.push(ANSWERS.challenged(["shop_otp"]));
    await open();
    await press();
    await reaches("challenge");
    expect(await statusText()).toBe("One more step: confirm that it is you, then try again.");
    expect(shop.settlements).toEqual([]);
  });

  it("says why an order is refused, in the shop's words", async () => {
    shop.answers.push(ANSWERS.refused);
    await open();
    await press();
    await reaches("refused");
    expect(await statusText()).toBe("This device already has an order in this sale.");
  });

  it("says that a person looks at an order, and takes no other press", async () => {
    shop.answers.push(ANSWERS.inReview);
    await open();
    await press();
    await reaches("review");
    await press();
    expect(shop.orders).toHaveLength(1);
  });

  it("notices by itself that units came back", async () => {
    shop.answers.push(ANSWERS.soldOut);
    await page.clock.install();
    await open();
    await press();
    await reaches("sold_out");
    expect(await buttonText()).toBe("Sold out");
    await page.clock.fastForward(UNTIL_ASKED_AGAIN_MS);
    await reaches("open");
    expect(await buttonText()).toBe("Buy for 349");
  });

  it("says that the sale is paused or over", async () => {
    Object.assign(shop.sale, { phase: "paused", pauseReason: "We count." });
    await page.clock.install();
    await open();
    await reaches("paused");
    expect(await statusText()).toBe("The sale is paused and will go on. We count. This page looks again by itself.");
    shop.sale.phase = "closed";
    await page.clock.fastForward(UNTIL_ASKED_AGAIN_MS);
    await reaches("closed");
    await press();
    expect(shop.orders).toEqual([]);
  });

  it("waits in a phase that it does not know, takes no press, and asks until it knows the next one", async () => {
    shop.sale.phase = "a_phase_to_come";
    await page.clock.install();
    await open();
    await reaches("waiting");
    expect(await statusText()).toBe("Please wait. This page asks again by itself.");
    await press();
    shop.sale.phase = "open";
    await page.clock.fastForward(UNTIL_ASKED_AGAIN_MS);
    await reaches("open");
    expect(shop.orders).toEqual([]);
  });

  it("counts down to the opening in a phase that it does not know", async () => {
    Object.assign(shop.sale, { phase: "a_phase_to_come", opensInMs: 60_000 });
    await open();
    await reaches("early");
  });

  it.each([
    ["code", { allocation: { status: "none" }, buyer: { code: "a_code_to_come" } }],
    ["status", { allocation: { status: "a_status_to_come" }, buyer: { code: "not_available" } }],
  ])("waits on an unknown %s with the service's message, and takes another press", async (_, { allocation, buyer }) => {
    shop.answers.push(
      { body: { allocation, buyer: { ...buyer, message: "You are on the list.", next: "wait" } } },
      ANSWERS.held(300_000),
    );
    await open();
    await press();
    await reaches("waiting");
    expect(await statusText()).toBe("You are on the list.");
    expect(await buttonText()).toBe("Buy for 349");
    await press();
    await reaches("held");
    expect(shop.orders[1]?.attempt).not.toBe(shop.orders[0]?.attempt);
  });

  it("sends the very same order again where nobody answered the first", async () => {
    shop.cut = true;
    await open();
    await press();
    await reaches("unsent");
    shop.cut = false;
    shop.answers.push(ANSWERS.held(300_000));
    await press();
    await reaches("held");
    expect(shop.orders).toHaveLength(1);
  });

  it.each([
    ["text", { body: "held" }],
    ["the words of a server that failed", { status: 500, body: { error: "internal" } }],
    ["a hold without an end", { body: { allocation: { status: "held" } } }],
    ["kinds that are no list", { body: { challenge: { id: "x", kinds: "proof_of_work" } } }],
  ])("takes %s for no answer", async (_, answer) => {
    shop.answers.push(answer as { body: object });
    await open();
    await press();
    await reaches("unsent");
  });

  it("leaves the answer to a page that shows it itself", async () => {
    shop.answers.push(ANSWERS.refused);
    await open();
    await page.evaluate(`document.addEventListener("fair-answer", (event) => {
      event.preventDefault();
      document.title = event.detail.buyer.code;
    })`);
    await press();
    await page.waitForFunction("document.title === 'limit_reached'");
    await reaches("open");
    expect(await statusText()).toBe("");
  });

  it("is an ordinary form where script is off", async () => {
    const context = await stage().browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(shop.origin);
    await plain.click("#buy");
    await plain.waitForURL("**/order");
    expect(shop.orders).toEqual([{ name: "", action: "buy" }]);
    await context.close();
  });

  it("leaves no global behind, and stops when it is taken out of the page", async () => {
    await page.clock.install();
    await open();
    await reaches("open");
    expect(await page.evaluate("Object.keys(window).filter((name) => /fair|checkout|firsthand/i.test(name))")).toEqual(
      [],
    );
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.evaluate("document.querySelector('fair-checkout').remove()");
    await page.clock.runFor(600_000);
    expect(asked).toEqual([]);
  });

  it("keeps the focus on the button in every state, and has no fault that axe finds", async () => {
    shop.answers.push(
      ANSWERS.busy,
      ANSWERS.challenged(["shop_otp"]),
      ANSWERS.soldOut,
      ANSWERS.refused,
      ANSWERS.held(300_000),
    );
    Object.assign(shop.sale, { phase: "scheduled", opensInMs: 4_000 });
    await open();
    await reaches("early");
    await page.locator("#buy").focus();
    expect(["early", await faultsOf(page)]).toEqual(["early", []]);
    await reaches("open");
    for (const [last, through] of [["challenge", "queued"], ["sold_out"], ["refused"], ["held"]]) {
      await page.keyboard.press("Enter");
      if (through !== undefined) {
        await reaches(through);
        expect([through, await faultsOf(page)]).toEqual([through, []]);
      }
      await reaches(last ?? "");
      expect([last, await faultsOf(page)]).toEqual([last, []]);
      expect(await page.evaluate("document.activeElement.id")).toBe("buy");
    }
  });
});
