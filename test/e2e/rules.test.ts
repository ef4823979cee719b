import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import shipped from "../../dist/policy.json" with { type: "json" };
import { faultsOf, installed, launch, openPage, tabTo, WIDTHS } from "./browser.ts";
import { type RunningService, runningService } from "./running-service.ts";

const START_MS = 60_000;
const TEST_MS = 60_000;

/** The shipped policy under another title: nothing but the title changes. */
const RETITLED = Buffer.from(
  JSON.stringify({ ...shipped, policy: { ...shipped.policy, title: "A policy with another title" } }),
);

describe.skipIf(!installed)("the rules pages on the running service", { timeout: TEST_MS }, () => {
  let service: RunningService;
  let browser: Browser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([runningService(), launch("undeclared")]);
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  async function signIn(page: Page, person: string, path = "/console/rules"): Promise<void> {
    await page.goto(service.baseUrl + path);
    await page.getByRole("button", { name: new RegExp(person) }).click();
    await page.locator("main h1").waitFor();
  }

  async function choose(page: Page): Promise<void> {
    await page.goto(`${service.baseUrl}/console/rules`);
    await tabTo(page, "Publish a policy");
    await page.keyboard.press("Enter");
    const file = { name: "policy.json", mimeType: "application/json", buffer: RETITLED };
    await page.getByLabel("Policy document").setInputFiles(file);
    await tabTo(page, "Show what it would change");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Publish this policy?" }).waitFor();
  }

  it("proposes by keyboard where nothing can be replayed, and a second person makes it live", async () => {
    const first = await openPage(browser);
    await signIn(first.page, "trust-1");
    await choose(first.page);
    expect(await first.page.locator("del, ins").allInnerTexts()).toEqual([
      shipped.policy.title,
      "A policy with another title",
    ]);
    expect(await faultsOf(first.page)).toEqual([]);
    await first.page.getByLabel("Why publish it?").focus();
    await first.page.keyboard.type("A clearer title");
    await first.page.keyboard.press("Enter");
    await first.page.getByRole("heading", { name: "Waiting for a second person" }).waitFor();

    const second = await openPage(browser);
    await signIn(second.page, "trust-2");
    await tabTo(second.page, "Proposal 1 by trust-1@firsthand.test");
    await second.page.keyboard.press("Enter");
    await second.page.getByLabel("Why agree?").waitFor();
    expect(await faultsOf(second.page)).toEqual([]);
    await second.page.getByLabel("Why agree?").focus();
    await second.page.keyboard.type("It is clearer");
    await second.page.keyboard.press("Enter");
    await second.page.getByText("published, agreed by trust-2@firsthand.test").waitFor();
    expect(await second.page.locator("main").innerText()).toContain("A policy with another title");
    expect([...first.wrong, ...second.wrong]).toEqual([]);
    await first.close();
    await second.close();
  });

  it.each(WIDTHS)("has no fault that axe finds at %i px", async (width) => {
    const { page, wrong, close } = await openPage(browser, width);
    await signIn(page, "trust-1");
    for (const path of ["/console/rules", "/console/rules/identity.one-device-per-account"]) {
      await page.goto(service.baseUrl + path);
      expect([path, await faultsOf(page)]).toEqual([path, []]);
    }
    expect(wrong).toEqual([]);
    await close();
  });

  it("is closed to the role brand, in the console's words", async () => {
    const { page, close } = await openPage(browser);
    await signIn(page, "brand-1");
    expect(await page.locator("body").innerText()).toContain("Rules need the role trust or admin.");
    await close();
  });
});
