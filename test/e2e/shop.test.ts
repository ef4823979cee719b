import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoSale } from "../../src/dev/demo-sale.ts";
import { ordersAnswer } from "../../src/wire/order.ts";
import { publicSaleAnswer } from "../../src/wire/sale.ts";
import { closeProfiles, faultsOf, installed, launch, openPage, readPage, tabTo, WIDTHS } from "./browser.ts";
import { type RunningService, runningService } from "./running-service.ts";

describe.skipIf(!installed)("the demo shop on the running service", () => {
  let service: RunningService;
  let declared: Browser;
  let undeclared: Browser;

  beforeAll(async () => {
    [service, declared, undeclared] = await Promise.all([runningService(), launch("declared"), launch("undeclared")]);
  });
  afterAll(async () => {
    await Promise.all([closeProfiles(declared), closeProfiles(undeclared)]);
    await service?.stop();
  });

  async function hold(page: Page): Promise<void> {
    await readPage(page);
    await tabTo(page, "Buy for");
    await page.keyboard.press("Enter", { delay: 70 });
    await page.getByRole("heading", { name: "It is held for you" }).waitFor();
  }

  async function buyByKeyboard(page: Page): Promise<void> {
    await page.goto(`${service.baseUrl}/shop`);
    await hold(page);
    await tabTo(page, "Pay ");
    await page.keyboard.press("Enter", { delay: 70 });
    await page.getByRole("heading", { name: "Paid. It is yours" }).waitFor();
  }

  it("sells a phone to an honest buyer, by keyboard alone, and says what happened where the focus is", async () => {
    const { page, wrong, close } = await openPage(undeclared);
    await buyByKeyboard(page);
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Paid. It is yours");
    await page.reload();
    expect(await page.getByRole("heading", { name: "Paid. It is yours" }).count()).toBe(1);
    expect(wrong).toEqual([]);
    await close();
  });

  it("refuses a second account on the same device, and the staff page says why", async () => {
    const { page, wrong, close } = await openPage(undeclared);
    await buyByKeyboard(page);
    await page.getByRole("button", { name: "Ben" }).click();
    await page.getByRole("button", { name: /^Buy for/ }).click();
    await page.getByRole("heading", { name: "We could not place this order" }).waitFor();
    expect(await page.getByText("The limit of this sale is reached for this order.").count()).toBe(1);
    await page.getByRole("link", { name: "Why? (staff)" }).click();
    await page
      .getByRole("button", { name: /^trust/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: /^Denied: / }).waitFor();
    expect(await page.getByText("LIMIT_DEVICE", { exact: true }).count()).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
    await close();
  });

  it("asks a browser that a program drives for proof, and sells once it is given", async () => {
    const { page, wrong, close } = await openPage(declared);
    await page.goto(`${service.baseUrl}/shop`);
    await page.getByRole("button", { name: /^Buy for/ }).click();
    await page.getByRole("heading", { name: "Confirm that it is you" }).waitFor();
    const hint = await page.locator("#code-hint").innerText();
    await page.getByLabel("The six digits that we sent to your phone").fill(hint.match(/[0-9]{6}/)?.[0] ?? "");
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByRole("heading", { name: "Thank you, that is confirmed" }).waitFor();
    await page.getByRole("button", { name: /^Buy for/ }).click();
    await page.getByRole("heading", { name: "It is held for you" }).waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  it("gives a cancelled phone back", async () => {
    const { page, close } = await openPage(undeclared);
    await page.goto(`${service.baseUrl}/shop`);
    await hold(page);
    await tabTo(page, "Cancel");
    await page.keyboard.press("Enter", { delay: 70 });
    await page.getByRole("heading", { name: "No order was placed" }).waitFor();
    await close();
  });

  it("tells the buyer how a paid order stands: late with a free cancel, cancelled with its reason and the money, sent", async () => {
    const { page, wrong, close } = await openPage(undeclared, 375);
    await page.emulateMedia({ colorScheme: "dark" });
    await buyByKeyboard(page);
    const latestOrder = async () => {
      const { orders } = ordersAnswer.parse(await service.call("GET", "/v1/sales/demo/orders?state=paid"));
      const [latest] = orders.toSorted((a, b) => Date.parse(b.placedAt) - Date.parse(a.placedAt));
      return `/v1/sales/demo/orders/${latest?.orderId}`;
    };
    const seen = async (title: string) => {
      await page.reload();
      await page.getByRole("heading", { name: title }).waitFor();
      expect([title, await faultsOf(page)]).toEqual([title, []]);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(375);
    };
    const { opensAt } = publicSaleAnswer.parse(await service.call("GET", "/v1/sales/demo"));
    await page.getByText(/^Sent by .* at the latest\.$/).waitFor();
    await service.call("PUT", "/v1/sales/demo", demoSale(opensAt, 9));
    await seen("It takes longer than we promised");
    await tabTo(page, "Cancel at no cost");
    await page.keyboard.press("Enter", { delay: 70 });
    await page.getByRole("heading", { name: "This order was cancelled" }).waitFor();
    await page.getByText(/could not be sent by the date you were promised\. .*back the way it came\.$/).waitFor();
    await seen("This order was cancelled");
    await page.getByRole("button", { name: "Back to the phone" }).click();
    await page.getByRole("button", { name: /^Buy for/ }).waitFor();

    await buyByKeyboard(page);
    const cancelled = { by: "shop", cause: "not_available", reason: "Broken.", units: "return" };
    await service.call("POST", `${await latestOrder()}/cancel`, cancelled);
    await seen("This order was cancelled");
    await page.getByText(/does not have the goods\. .*back the way it came\.$/).waitFor();
    expect(await page.getByText("Broken.").count()).toBe(0);
    await page.getByRole("button", { name: "Back to the phone" }).click();

    await page.getByRole("button", { name: /^Buy for/ }).waitFor();
    const written = async (name: string) => await page.locator(`[name=${name}]`).inputValue();
    const lines = [await written("line1"), await written("line2")];
    const shippingAddress = {
      lines,
      city: await written("city"),
      postalCode: await written("postalCode"),
      country: "IN",
    };
    await buyByKeyboard(page);
    await service.call("POST", `${await latestOrder()}/dispatch`, { shippingAddress });
    await seen("It is on its way");
    expect(wrong).toEqual([]);
    await close();
  });

  it("works without script, at the price of one more question", async () => {
    const context = await undeclared.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${service.baseUrl}/shop`);
    await page.getByRole("button", { name: /^Buy for/ }).click();
    const hint = await page.locator("#code-hint").innerText();
    await page.locator("#code").fill(hint.match(/[0-9]{6}/)?.[0] ?? "");
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByRole("button", { name: /^Buy for/ }).click();
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByRole("heading", { name: "Paid. It is yours" }).waitFor();
    await context.close();
  });

  it.each(WIDTHS)("has no fault that axe finds, in any state, at %i px", async (width) => {
    const { page, wrong, close } = await openPage(undeclared, width);
    for (const path of ["/", "/dev/sign-in", "/shop"]) {
      await page.goto(service.baseUrl + path);
      expect([path, await faultsOf(page)]).toEqual([path, []]);
    }
    await page.getByRole("button", { name: "New customer" }).click();
    await page.getByRole("button", { name: /^Buy for/ }).click();
    await page.getByRole("heading", { name: "There is a problem with this form" }).waitFor();
    expect(["missing", await faultsOf(page)]).toEqual(["missing", []]);
    await page.getByRole("button", { name: "Asha" }).click();
    await hold(page);
    expect(["held", await faultsOf(page)]).toEqual(["held", []]);
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByRole("heading", { name: "Paid. It is yours" }).waitFor();
    expect(["paid", await faultsOf(page)]).toEqual(["paid", []]);
    // The browser reports the 400 that names what is missing as a failed resource; nothing else may be wrong.
    expect(wrong.filter((line) => !line.includes("400"))).toEqual([]);
    await close();
  });
});
