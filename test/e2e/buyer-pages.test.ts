import { beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { registrationAnswer } from "../../src/wire/registration.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { faultsOf, installed, openPage, signIn, WIDTHS } from "./browser.ts";
import { PATIENCE_MS } from "./running-service.ts";
import { stage } from "./stage.ts";

const SALE_ID = "aurora-drawn";
const UNITS = 2;
const BUYERS = 4;
const PHONE_WIDTH = 375;
/** Of the window of the demo shop: its opening, its seconds, the freezing and the beacon. */
const DRAWN_WITHIN = { timeout: PATIENCE_MS, interval: 500 };

describe.skipIf(!installed)("the pages of a drawn sale on the running service", () => {
  const on = stage();
  let receipts: readonly string[] = [];

  async function get(path: string): Promise<unknown> {
    return await (await fetch(`${on.service.baseUrl}${path}`)).json();
  }

  /** A sale whose whole draw takes as few seconds as terms allow, with the beacon of this machine. */
  beforeAll(async () => {
    const startMs = Date.now();
    const at = (seconds: number) => new Date(startMs + seconds * 1000).toISOString();
    await on.service.call("PUT", `/v1/sales/${SALE_ID}`, {
      ...SALE,
      mode: "draw",
      units: UNITS,
      opensAt: at(23),
      closesAt: at(900),
      registration: { opensAt: at(1), closesAt: at(12) },
      draw: { drawAt: at(22), leadSeconds: 5, turnSeconds: 600, weightMax: 1 },
    });
    await vi.waitFor(
      async () => expect(await get(`/v1/sales/${SALE_ID}`)).toMatchObject({ registration: { phase: "open" } }),
      { timeout: PATIENCE_MS },
    );
    const given: string[] = [];
    for (let buyer = 1; buyer <= BUYERS; buyer += 1) {
      const { device: _device, payment: _payment, quantity: _quantity, ...order } = checkoutOf(buyer);
      given.push(
        registrationAnswer.parse(await on.service.call("POST", `/v1/sales/${SALE_ID}/registrations`, order)).receipt,
      );
    }
    receipts = given;
  });

  it("tells before the draw that one is in, keeps the receipt over a reload, and forgets it on request", async () => {
    const { page, wrong, close } = await openPage(on.browser, WIDTHS[0]);
    await page.goto(`${on.service.baseUrl}/sales/${SALE_ID}`);
    await page.getByLabel("Your receipt").fill(receipts[0] ?? "");
    await page.getByRole("button", { name: "Look", exact: true }).click();
    await page.locator("[data-standing]").waitFor();
    await page.reload();
    await page.locator("[data-standing]").waitFor();
    await page.getByRole("button", { name: "Forget it on this device" }).click();
    await page.locator("[data-part=mine]:not([data-status])").waitFor();
    expect(await page.getByLabel("Your receipt").inputValue()).toBe("");
    expect(wrong).toEqual([]);
    await close();
  });

  it("says what is no receipt, in words beside the field", async () => {
    const { page, close } = await openPage(on.browser, WIDTHS[0]);
    await page.goto(`${on.service.baseUrl}/sales/${SALE_ID}`);
    await page.getByLabel("Your receipt").fill("no receipt");
    await page.getByRole("button", { name: "Look", exact: true }).click();
    await page.getByText("This is not a receipt of this sale.").waitFor();
    await close();
  });

  it("says to who pressed that nothing answers, keeps the receipt in the field, and takes another press", async () => {
    const { page, close } = await openPage(on.browser, WIDTHS[0]);
    await page.goto(`${on.service.baseUrl}/sales/${SALE_ID}`);
    await page.route(`**/sales/${SALE_ID}`, (route) => route.abort());
    await page.getByLabel("Your receipt").fill(receipts[0] ?? "");
    await page.getByRole("button", { name: "Look", exact: true }).click();
    await page.getByRole("alert").getByText("The service does not answer.").waitFor();
    await page.unroute(`**/sales/${SALE_ID}`);
    await page.getByRole("button", { name: "Look", exact: true }).click();
    await page.locator("[data-standing]").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    await close();
  });

  it("goes on with a receipt that the browser may not keep, and leaves alone what is being written", async () => {
    const { page, wrong, close } = await openPage(on.browser, WIDTHS[0]);
    await page.addInitScript(
      `Object.defineProperty(window, "localStorage", { get() { throw new Error("blocked"); } })`,
    );
    await page.goto(`${on.service.baseUrl}/sales/${SALE_ID}`);
    const field = page.getByLabel("Your receipt");
    await field.fill(receipts[0] ?? "");
    await page.getByRole("button", { name: "Look", exact: true }).click();
    await page.locator("[data-standing]").waitFor();
    const askedAt = () => page.locator("[data-part=now]").getAttribute("data-server-time");
    const lookBySelf = async () => {
      const before = await askedAt();
      await page.evaluate(`document.dispatchEvent(new Event("visibilitychange"))`);
      await expect.poll(askedAt).not.toBe(before);
    };
    await lookBySelf();
    expect(await page.locator("[data-standing]").count()).toBe(1);
    await field.fill("another receipt");
    await field.blur();
    await lookBySelf();
    expect(await field.inputValue()).toBe("another receipt");
    expect(wrong).toEqual([]);
    await close();
  });

  it("is drawn by itself, and tells each holder of a receipt what it became", async () => {
    await expect.poll(() => get(`/v1/sales/${SALE_ID}/draw`)).toMatchObject({ stage: "calling" });
    const headlines: string[] = [];
    for (const receipt of receipts) {
      const { page, wrong, close } = await openPage(on.browser, WIDTHS[0]);
      await page.goto(`${on.service.baseUrl}/sales/${SALE_ID}`);
      await page.getByLabel("Your receipt").fill(receipt);
      await page.getByRole("button", { name: "Look", exact: true }).click();
      await page.locator("[data-standing]").waitFor();
      headlines.push(await page.locator("[data-standing]").innerText());
      expect(wrong).toEqual([]);
      await close();
    }
    expect(headlines.filter((headline) => headline === "It is your turn")).toHaveLength(UNITS);
    expect(headlines.filter((headline) => /called before yours$/.test(headline))).toHaveLength(BUYERS - UNITS);
  });

  it("recomputes the draw in the reader's browser, finds each receipt, and warns when a statement was exchanged", async () => {
    const { page, wrong, close } = await openPage(on.browser, WIDTHS[0]);
    await page.goto(`${on.service.baseUrl}/sales/${SALE_ID}/draw`);
    await page.getByLabel("Receipts to look for").fill(receipts.join("\n"));
    await page.getByRole("button", { name: "Recompute the draw" }).click();
    await page.locator("[data-result][data-holds=true]").waitFor();
    const found = await page.locator("[data-result]").innerText();
    expect(found).toContain(`The list has ${BUYERS} entries`);
    expect(found.match(/place \d, called/g)).toHaveLength(UNITS);
    expect(wrong).toEqual([]);

    const kept = `firsthand:statements:${SALE_ID}`;
    const seen = z.array(z.string()).parse(JSON.parse(await page.evaluate<string>(`localStorage.getItem("${kept}")`)));
    const exchanged = JSON.stringify([seen[1], ...seen.slice(1)]);
    await page.evaluate(`localStorage.setItem("${kept}", ${JSON.stringify(exchanged)})`);
    await page.getByRole("button", { name: "Recompute the draw" }).click();
    await page.locator("[data-result][data-holds=false]").waitFor();
    expect(await page.locator("[data-result]").innerText()).toContain("two of one number are proof of fraud");
    await close();
  });

  it.each([
    ["sale", `/sales/${SALE_ID}`],
    ["draw", `/sales/${SALE_ID}/draw`],
    ["unknown sale", "/sales/never-was"],
  ])("has no fault of accessibility on the page of the %s, at a phone's width and a desk's", async (_, path) => {
    for (const width of WIDTHS) {
      const { page, close } = await openPage(on.browser, width);
      await page.goto(`${on.service.baseUrl}${path}`);
      expect(await faultsOf(page)).toEqual([]);
      await close();
    }
  });

  it("shows staff how many registered, who takes part and how far it is called", async () => {
    const { page, wrong, close } = await openPage(on.browser, WIDTHS[0]);
    await signIn(page, `${on.service.baseUrl}/console/sales/${SALE_ID}`, "trust");
    await page.getByRole("link", { name: "Registrations and draw of this sale" }).click();
    await page.getByRole("heading", { name: "Who takes part?" }).waitFor();
    const fact = (term: string) =>
      page
        .locator("div", { has: page.locator("dt", { hasText: new RegExp(`^${term}$`) }) })
        .last()
        .locator("dd");
    expect(await fact("Eligible").innerText()).toBe(String(BUYERS));
    expect(await fact("Called up to place").innerText()).toBe(String(UNITS));
    expect(await page.getByText("so far, those that were taken back included").innerText()).toContain(String(BUYERS));
    expect(await faultsOf(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("is shown by the demo shop: register, and follow the registration on the page of the sale", async () => {
    const { page, wrong, close } = await openPage(on.browser, WIDTHS[0]);
    await page.goto(`${on.service.baseUrl}/shop/draw`);
    await page.getByRole("button", { name: "Register: closes in" }).click();
    await page.getByRole("button", { name: /^Drawn in/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.reload();
    await page.getByRole("button", { name: "Follow it on the page of the sale" }).click();
    await page.locator("[data-standing]", { hasText: "You are registered" }).waitFor();
    await page.locator("[data-countdown]", { hasText: /^00:0\d:\d\d$/ }).waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  it("sells by a fair window in the demo shop: come within it, be drawn, show a code in the turn as any browser without a screen, and buy, on a phone in the dark", async () => {
    const { page, wrong, close } = await openPage(on.browser, PHONE_WIDTH);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(`${on.service.baseUrl}/shop/window`);
    await page.getByRole("button", { name: /^Opens in/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Register: closes in" }).click();
    await page.getByRole("button", { name: /^Drawn in/ }).waitFor();
    const checkout = page.locator("fair-checkout");
    await vi.waitFor(async () => expect(await checkout.getAttribute("data-state")).toBe("your_turn"), DRAWN_WITHIN);
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.getByText("I do not want it any more").isVisible()).toBe(true);
    await page.getByRole("button", { name: "Your turn" }).click();
    const code = page.getByLabel("Code that we sent you");
    await code.waitFor();
    const sent = page.getByText(/The code is \d{6}\./);
    await sent.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await code.fill("12 34");
    await code.press("Enter");
    await page.getByText(/not the code/).waitFor();
    await code.fill(/\d{6}/.exec(await sent.innerText())?.[0] ?? "");
    await code.press("Enter");
    await page.getByText("You bought it").waitFor();
    // A wrong code is answered 422, which a browser writes down.
    expect(wrong).toEqual([expect.stringContaining("422")]);
    await close();
  });

  it("works without script: the form is sent, and the answer comes with the page", async () => {
    const response = await fetch(`${on.service.baseUrl}/sales/${SALE_ID}`, {
      method: "POST",
      body: new URLSearchParams({ receipt: receipts[0] ?? "" }),
    });
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain("data-standing");
    expect(page).toContain("Look again");
  });
});
