import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import shipped from "../../dist/policy.json" with { type: "json" };
import { checkoutOf } from "../support/fixtures.ts";
import { faultsOf, installed, openPage, signIn, tabTo, WIDTHS } from "./browser.ts";
import { PATIENCE_MS, type RunningService } from "./running-service.ts";
import { stage } from "./stage.ts";

/** The archive that the figures are read from is about a second behind. */
const ARCHIVE_WAIT = { timeout: PATIENCE_MS, interval: 1000 };

/** A live weight that meets accounts which are new and confirmed nothing. */
const MATCHED_RULE = "account.unverified-and-new";
const MATCHED_TITLE = shipped.rules.find(({ id }) => id === MATCHED_RULE)?.title ?? "";

async function checkOutAtTheStore(service: RunningService): Promise<void> {
  const { account, ...checkout } = checkoutOf(1);
  const createdAt = new Date(Date.now() - HOUR_MS).toISOString();
  const body = { ...checkout, channel: "store", account: { ...account, createdAt, verified: [] } };
  expect(await service.call("POST", "/v1/sales/demo/checkouts", body)).toMatchObject({ verdict: "allow" });
}

const HOUR_MS = 3_600_000;

/** The shipped policy under another title: nothing but the title changes. */
const RETITLED = Buffer.from(
  JSON.stringify({ ...shipped, policy: { ...shipped.policy, title: "A policy with another title" } }),
);

describe.skipIf(!installed)("the rules pages on the running service", () => {
  const on = stage();

  async function choose(page: Page): Promise<void> {
    await page.goto(`${on.service.baseUrl}/console/rules`);
    await tabTo(page, "Publish a policy");
    await page.keyboard.press("Enter");
    const file = { name: "policy.json", mimeType: "application/json", buffer: RETITLED };
    await page.getByLabel("Policy document").setInputFiles(file);
    await tabTo(page, "Show what it would change");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Publish this policy?" }).waitFor();
  }

  it("proposes by keyboard where nothing can be replayed, and a second person makes it live", async () => {
    const first = await openPage(on.browser);
    await signIn(first.page, `${on.service.baseUrl}/console/rules`, "trust-1");
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

    const second = await openPage(on.browser);
    await signIn(second.page, `${on.service.baseUrl}/console/rules`, "trust-2");
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

  it("shows hits over time, by keyboard from the rules to a rule", async () => {
    await checkOutAtTheStore(on.service);
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}/console/rules`, "trust-1");
    await expect
      .poll(async () => {
        await page.reload();
        return await page.getByRole("img", { name: "At most 1, lately 0" }).count();
      }, ARCHIVE_WAIT)
      .toBeGreaterThan(0);
    await tabTo(page, MATCHED_TITLE);
    await page.keyboard.press("Enter");
    await page.getByText("1 of the latest 1 decision").waitFor();
    expect(await page.locator(".area path.fill-allow").getAttribute("d")).toMatch(/^M0,/);
    expect(await faultsOf(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("searches a list by keyboard, and shows nothing of what was typed", async () => {
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}/console/lists`, "trust-1");
    await tabTo(page, "Accounts that staff vouch for");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Is somebody on it?" }).waitFor();
    await page.getByLabel("Account id").focus();
    await page.keyboard.type("acc_of_a_person");
    await page.keyboard.press("Enter");
    await page.getByText("No entry names it.").waitFor();
    expect(await page.content()).not.toContain("acc_of_a_person");
    expect(page.url()).not.toContain("acc_of_a_person");
    expect(await faultsOf(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  it.each(WIDTHS)("has no fault that axe finds at %i px", async (width) => {
    const { page, wrong, close } = await openPage(on.browser, width);
    await signIn(page, `${on.service.baseUrl}/console/rules`, "trust-1");
    for (const path of [
      "/console/rules",
      "/console/rules/identity.one-device-per-account",
      "/console/lists",
      "/console/lists/vouched_accounts",
    ]) {
      await page.goto(on.service.baseUrl + path);
      expect([path, await faultsOf(page)]).toEqual([path, []]);
    }
    expect(wrong).toEqual([]);
    await close();
  });

  it("is closed to the role brand, in the console's words", async () => {
    const { page, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}/console/rules`, "brand-1");
    expect(await page.locator("body").innerText()).toContain("This needs the role trust or admin.");
    await close();
  });
});
