import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { faultsOf, installed, openPage, readPage, signIn, tabTo, WIDTHS } from "./browser.ts";
import { stage } from "./stage.ts";

const SALE = "/console/sales/demo";

describe.skipIf(!installed)("the console on the running service", () => {
  const on = stage();

  async function hold(page: Page): Promise<void> {
    await page.goto(`${on.service.baseUrl}/shop`);
    await readPage(page);
    await tabTo(page, "Buy for");
    await page.keyboard.press("Enter", { delay: 70 });
    await page.getByRole("heading", { name: "It is held for you" }).waitFor();
  }

  const figure = async (page: Page, name: string) =>
    Number((await page.locator(`[data-figure=${name}]`).first().innerText()).replaceAll(",", ""));

  it("leads somebody who is not signed in through the sign-in page to where they wanted to go", async () => {
    const { page, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}${SALE}?x=1`, "trust");
    expect(page.url()).toBe(`${on.service.baseUrl}${SALE}?x=1`);
    await close();
  });

  it("shows a hold without a reload, in figures that add up", async () => {
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, on.service.baseUrl + SALE, "trust");
    const heldBefore = await figure(page, "held");
    const attemptsBefore = await figure(page, "attempts");
    const shop = await openPage(on.browser);
    await hold(shop.page);
    await page.locator("[data-figure=held]", { hasText: new RegExp(`^${heldBefore + 1}$`) }).waitFor();
    expect(await figure(page, "attempts")).toBe(attemptsBefore + 1);
    const parts = await Promise.all(["free", "held", "sold", "withdrawn"].map((name) => figure(page, name)));
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(await figure(page, "received"));
    expect(wrong).toEqual([]);
    await shop.close();
    await close();
  });

  it("explains an allowed checkout and what became of its unit", async () => {
    const { page, wrong, close } = await openPage(on.browser);
    await hold(page);
    await signIn(page, on.service.baseUrl + SALE, "trust");
    await page.getByRole("link", { name: /^Why/ }).first().click();
    await page.getByRole("heading", { level: 1, name: "Allowed. 1 unit was held for this buyer." }).waitFor();
    expect(await page.getByText(/^1 unit held until .*, waiting for payment\.$/).count()).toBe(1);
    expect(wrong).toEqual([]);
    await close();
  });

  it("tells who hears the page that its figures stopped and that they go on, and no more", async () => {
    const { page, close } = await openPage(on.browser);
    await signIn(page, on.service.baseUrl + SALE, "trust");
    await page.getByText(/^Live, as of /).waitFor();
    expect(await page.getByRole("status").allInnerTexts()).toEqual([""]);
    await page.route("**/live.json", (route) => route.abort());
    await page.getByText(/^The service does not answer\. These figures are /).waitFor();
    expect(await page.getByRole("status").allInnerTexts()).toEqual(["The figures are no longer live."]);
    await page.unroute("**/live.json");
    await page.getByText(/^Live, as of /).waitFor();
    expect(await page.getByRole("status").allInnerTexts()).toEqual(["The figures are live again."]);
    await close();
  });

  it("pauses with a reason and resumes", async () => {
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, on.service.baseUrl + SALE, "admin");
    for (const [press, phase] of [
      ["Pause sale", "Paused"],
      ["Resume sale", "Open"],
    ] as const) {
      await page.getByText(press, { exact: true }).click();
      await page.getByLabel(/^Why (pause|resume) /).fill("Checking the stock figure");
      if (phase === "Paused") await page.getByLabel(/^What do buyers read/).fill("We count the stock.");
      await page.getByRole("button", { name: /^(Pause|Resume): / }).click();
      await page.locator(".phase", { hasText: phase }).waitFor();
      for (const shown of ["/sales/demo", "/shop"]) {
        const text = await (await fetch(on.service.baseUrl + shown)).text();
        expect([shown, text.includes("We count the stock.")]).toEqual([shown, phase === "Paused"]);
        expect(text).not.toContain("Checking the stock figure");
      }
    }
    expect(wrong).toEqual([]);
    await close();
  });

  it.each(WIDTHS)("has no fault that axe finds at %i px", async (width) => {
    const { page, wrong, close } = await openPage(on.browser, width);
    await hold(page);
    await signIn(page, `${on.service.baseUrl}/console`, "trust");
    for (const path of ["/console", SALE, "/console/decisions", "/console/find"]) {
      await page.goto(on.service.baseUrl + path);
      expect([path, await faultsOf(page)]).toEqual([path, []]);
    }
    await page.goto(on.service.baseUrl + SALE);
    await page.getByRole("link", { name: /^Why/ }).first().click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(["decision", await faultsOf(page)]).toEqual(["decision", []]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("keeps the page of an unknown decision in the console's words", async () => {
    const { page, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}/console`, "trust");
    await page.goto(`${on.service.baseUrl}/console/decisions/dec_demo_01JD5X8Q4N2V7ZC3B9M6K0T1RS`);
    expect(await page.locator("main h1").innerText()).not.toBe("");
    expect(await page.locator("body").innerText()).toContain("request id");
    await close();
  });
});
