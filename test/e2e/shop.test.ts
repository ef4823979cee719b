import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
    expect(await page.getByRole("heading", { name: "Paid. It is yours" }).count()).toBe(1);
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
