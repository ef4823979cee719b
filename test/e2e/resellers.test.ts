import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { faultsOf, installed, openPage, signIn, WIDTHS } from "./browser.ts";
import { stage } from "./stage.ts";

const QUEUE = "/console/resellers";
const REASON = "Sells sold-out phones under the brand's name.";
const HOSTILE = '<script>alert(1)</script> https://evil.example "official xiaomi store"';

describe.skipIf(!installed)("impostor resellers on the running service", () => {
  const on = stage();

  async function report(url: string, note = "It calls itself official."): Promise<void> {
    const response = await fetch(`${on.service.baseUrl}/v1/resellers/reports`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ url, note }),
    });
    expect(response.status).toBe(200);
  }

  const shownSubject = (page: Page) => page.locator("#subject").innerText();

  /** Opens the case of a subject in the queue of everything. */
  async function openCase(page: Page, subject: string): Promise<void> {
    await page.goto(`${on.service.baseUrl}${QUEUE}?state=all`);
    await page.locator(".case-link", { hasText: subject }).click();
    await page.locator("#subject", { hasText: subject }).waitFor();
  }

  /** Presses a key, gives the reason, and sends the form. */
  async function decideByKey(page: Page, key: string, button: RegExp): Promise<void> {
    await pressKey(page, key);
    await page.keyboard.type(REASON);
    const answered = page.waitForEvent("load");
    await page.getByRole("button", { name: button }).click();
    await answered;
    await page.locator(".case-history li").last().waitFor();
  }

  /** The page's script, which listens for keys, has run once the page has loaded. */
  async function pressKey(page: Page, key: string): Promise<void> {
    await page.waitForLoadState("load");
    await page.keyboard.press(key);
  }

  it("moves through the queue by keys, the highest score first", async () => {
    for (const host of ["xiaomi-official-store.shop", "mi-store.top", "poco-sale.shop"]) await report(host);
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, on.service.baseUrl + QUEUE, "brand-1");
    const subjects = await page.locator(".case-list .subject").allInnerTexts();
    expect(await shownSubject(page)).toBe(subjects[0]);
    await pressKey(page, "j");
    await page.locator("#subject", { hasText: subjects[1] }).waitFor();
    await pressKey(page, "k");
    await page.locator("#subject", { hasText: subjects[0] }).waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  it("confirms an impostor with two people, and warns buyers only then", async () => {
    const host = "xiaomi-outlet-world.top";
    await report(`https://${host}/phones`);
    const first = await openPage(on.browser);
    const buyer = await openPage(on.browser, WIDTHS[0]);
    await signIn(first.page, on.service.baseUrl + QUEUE, "brand-1");
    await openCase(first.page, host);
    await decideByKey(first.page, "t", /^Take the case/);
    await decideByKey(first.page, "e", /^Confirm: /);
    await first.page.getByText("1 of 2 people").waitFor();
    await buyer.page.goto(`${on.service.baseUrl}/official?url=${host}`);
    expect(await buyer.page.locator(".answer h2").innerText()).toBe("We do not know this shop");

    const second = await openPage(on.browser);
    await signIn(second.page, on.service.baseUrl + QUEUE, "brand-2");
    await openCase(second.page, host);
    await decideByKey(second.page, "e", /^Confirm: /);
    await second.page.locator(".facts", { hasText: "Confirmed impostor" }).waitFor();
    await buyer.page.reload();
    expect(await buyer.page.locator(".answer h2").innerText()).toBe("No, this shop is an impostor");
    expect([...first.wrong, ...second.wrong, ...buyer.wrong]).toEqual([]);
    for (const { close } of [first, second, buyer]) await close();
  });

  it("dismisses with a reason, lets that be taken back, and does not bring the shop back by a report", async () => {
    const host = "mi-repair-shop.example";
    await report(host, "mi official store");
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, on.service.baseUrl + QUEUE, "admin-1");
    await openCase(page, host);
    await decideByKey(page, "d", /^Dismiss: /);
    await report(host);
    await page.goto(on.service.baseUrl + QUEUE);
    expect(await page.locator(".case-list .subject", { hasText: host }).count()).toBe(0);
    await openCase(page, host);
    await decideByKey(page, "r", /^Reopen: /);
    await page.locator(".facts", { hasText: "Reopened" }).waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  it("shows what outsiders wrote as text, and leads to no shop", async () => {
    const host = "xiaomi-hostile.top";
    await report(`${host}/a`, HOSTILE);
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, on.service.baseUrl + QUEUE, "brand-1");
    await openCase(page, host);
    expect(await page.locator(".case-reports blockquote").innerText()).toBe(HOSTILE);
    const links = await page.evaluate<string[]>("[...document.links].map(({ host }) => host)");
    expect(new Set(links)).toEqual(new Set([new URL(on.service.baseUrl).host]));
    expect(wrong).toEqual([]);
    await close();
  });

  it("keeps notes, and a shop that staff add", async () => {
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, on.service.baseUrl + QUEUE, "brand-1");
    await page.getByText("Add a shop").click();
    await page.getByLabel("Web address").fill("redmi-bazar.shop");
    await page.getByLabel("What did you see?").fill("Found in an advertisement");
    await page.getByRole("button", { name: /^Open a case/ }).click();
    await openCase(page, "redmi-bazar.shop");
    await page.getByLabel("Note").fill("Same layout as another shop.");
    await page.getByRole("button", { name: "Add note" }).click();
    await page.locator(".case-history", { hasText: "Same layout as another shop." }).waitFor();
    expect(await page.locator(".case-reports").innerText()).toContain("by staff");
    expect(wrong).toEqual([]);
    await close();
  });

  it("lets trust read and not decide", async () => {
    const { page, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}${QUEUE}?state=all`, "trust-1");
    await page.locator("#subject").waitFor();
    expect(await page.locator("main form[method=post]").count()).toBe(0);
    await close();
  });

  it("takes a buyer's report on the public page, and gives a receipt", async () => {
    const { page, wrong, close } = await openPage(on.browser, WIDTHS[0]);
    await page.goto(`${on.service.baseUrl}/official`);
    await page.getByLabel("Web address of the shop").fill("poco-outlet.shop");
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByLabel(/^What did you see/).fill("It says it is the official shop.");
    await page.getByRole("button", { name: "Report this shop" }).click();
    expect(await page.locator("main").innerText()).toMatch(/Your receipt: rep_[0-9A-Z]{26}/);
    expect(wrong).toEqual([]);
    await close();
  });

  it.each(WIDTHS)("has no fault that axe finds at %i px", async (width) => {
    await report("xiaomi-axe.top", HOSTILE);
    const { page, wrong, close } = await openPage(on.browser, width);
    await signIn(page, on.service.baseUrl + QUEUE, "brand-1");
    await openCase(page, "xiaomi-axe.top");
    await pressKey(page, "t");
    expect(["case", await faultsOf(page)]).toEqual(["case", []]);
    for (const path of [
      QUEUE,
      `${QUEUE}?state=taken_down`,
      "/official",
      "/official?url=mi.com",
      "/official?url=x.example",
    ]) {
      await page.goto(on.service.baseUrl + path);
      expect([path, await faultsOf(page)]).toEqual([path, []]);
    }
    expect(wrong).toEqual([]);
    await close();
  });
});
