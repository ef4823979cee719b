import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkoutAnswer } from "../../src/wire/checkout.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { REVIEWING_RULE, reviewPolicyFiles } from "../support/review-policy.ts";
import { closeProfiles, faultsOf, installed, launch, openPage, signIn, WIDTHS } from "./browser.ts";
import { PATIENCE_MS, type RunningService, runningService } from "./running-service.ts";

const REASON = "Two sisters share a tablet, and both showed their papers.";

describe.skipIf(!installed)("checkouts in review on the running service", () => {
  let service: RunningService;
  let browser: Browser;
  let sales = 0;

  beforeAll(async () => {
    [service, browser] = await Promise.all([runningService(), launch("undeclared")]);
    await publishReviewPolicy();
  });
  afterAll(async () => {
    await closeProfiles(browser);
    await service?.stop();
  });

  /** New checkouts use it once the isolate asks again for what is live. */
  async function publishReviewPolicy(): Promise<void> {
    const credentials = JSON.parse(await readFile(join(service.folder, ".dev/credentials.json"), "utf8"));
    const response = await fetch(`${service.baseUrl}/v1/rules/publish`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Cf-Access-Jwt-Assertion": credentials.staff.trust[0].assertion,
      },
      body: JSON.stringify({ files: reviewPolicyFiles(), why: "a rule that asks people", breakGlass: true }),
    });
    expect(response.status).toBe(200);
  }

  /** A checkout at the tablet of a household. */
  async function onOneTablet(saleId: string, buyer: number) {
    const body = { ...checkoutOf(buyer), channel: "store", device: { id: "tablet" } };
    return checkoutAnswer.parse(await service.call("POST", `/v1/sales/${saleId}/checkouts`, body));
  }

  /** A sale in which the second checkout at one tablet waits. */
  async function inReview(): Promise<string> {
    sales += 1;
    const saleId = `review-${sales}`;
    await service.call("PUT", `/v1/sales/${saleId}`, { ...SALE, limits: { ...SALE.limits, perDevice: 5 } });
    await onOneTablet(saleId, 1);
    expect((await onOneTablet(saleId, 2)).verdict).toBe("review");
    return saleId;
  }

  /** Opens the queue of a sale once the archive, which is a little behind, has the checkout. */
  async function openQueue(page: Page, saleId: string, person = "trust-1"): Promise<void> {
    const path = `${service.baseUrl}/console/reviews?sale=${saleId}`;
    await signIn(page, path, person);
    await expect
      .poll(async () => {
        await page.goto(path);
        return await page.locator("#checkout").count();
      })
      .toBe(1);
  }

  async function resolveByKey(page: Page, key: string, button: RegExp): Promise<void> {
    await page.waitForLoadState("load");
    await page.keyboard.press(key);
    await page.keyboard.type(REASON);
    const answered = page.waitForEvent("load");
    await page.getByRole("button", { name: button }).click();
    await answered;
  }

  it("approves by keys, after which the buyer's next order is held", async () => {
    const saleId = await inReview();
    const { page, wrong, close } = await openPage(browser);
    await openQueue(page, saleId);
    expect(await page.locator(".reasons").innerText()).toContain(REVIEWING_RULE);
    await resolveByKey(page, "a", /^Approve: /);
    await page.getByRole("heading", { name: "This checkout was approved" }).waitFor();
    expect(await page.locator("article").innerText()).toContain(REASON);
    const { allocation } = await onOneTablet(saleId, 2);
    expect(allocation.status).toBe("held");
    await page.getByRole("link", { name: /^Whole decision/ }).click();
    await page.locator("q", { hasText: "You can place it again now." }).waitFor();
    await page.goto(`${service.baseUrl}/console/reviews?sale=${saleId}`);
    await page.getByText("Nobody waits").waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  it("denies, and approves nothing where nothing is ticked", async () => {
    const saleId = await inReview();
    const { page, wrong, close } = await openPage(browser);
    await openQueue(page, saleId);
    const queue = page.url();
    await page.getByText("Approve", { exact: false }).first().click();
    await page.getByRole("checkbox").first().uncheck();
    await page
      .getByLabel(/^Why\?/)
      .first()
      .fill(REASON);
    await page.getByRole("button", { name: /^Approve: / }).click();
    await page.getByText("Nothing was changed.").waitFor();
    await page.goto(queue);
    await resolveByKey(page, "d", /^Deny: /);
    await page.getByRole("heading", { name: "This checkout was denied" }).waitFor();
    expect(wrong.filter((line) => !line.includes("400"))).toEqual([]);
    await close();
  });

  it("lets brand read and not decide", async () => {
    const saleId = await inReview();
    const { page, close } = await openPage(browser);
    await openQueue(page, saleId, "brand-1");
    expect(await page.locator("main form").count()).toBe(0);
    await close();
  });

  it("excludes a registration of a draw before its list is fixed, by the page of the draw", async () => {
    const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
    const drawAt = inMs(600_000);
    const registration = { opensAt: inMs(-1000), closesAt: inMs(3000) };
    const terms = { mode: "draw", opensAt: drawAt, registration, draw: { drawAt, leadSeconds: 5 } };
    await service.call("PUT", "/v1/sales/reviewed-draw", { ...SALE, ...terms });
    for (const buyer of [1, 2]) {
      const account = { ...checkoutOf(buyer).account, email: `buyer.${buyer}@mailinator.com` };
      await service.call("POST", "/v1/sales/reviewed-draw/registrations", { ...checkoutOf(buyer), account });
    }
    const { page, wrong, close } = await openPage(browser, WIDTHS[0]);
    const draw = `${service.baseUrl}/console/sales/reviewed-draw/draw`;
    await signIn(page, draw, "trust-1");
    const waiting = page.getByRole("region", { name: "Who waits for a person?" });
    await expect
      .poll(
        async () => {
          await page.goto(draw);
          return await waiting.count();
        },
        { timeout: PATIENCE_MS },
      )
      .toBe(1);
    expect(await waiting.innerText()).toContain("leaves 2 registrations to you");
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("checkbox").first().check();
    await page.getByLabel(/^Why\?/).fill(REASON);
    const answered = page.waitForEvent("load");
    await page.getByRole("button", { name: "Exclude the chosen" }).click();
    await answered;
    expect(await waiting.innerText()).toContain("leaves 1 registration to you");
    expect(wrong).toEqual([]);
    await close();
  });

  it.each(WIDTHS)("has no fault that axe finds at %i px", async (width) => {
    const saleId = await inReview();
    const { page, wrong, close } = await openPage(browser, width);
    await openQueue(page, saleId);
    await page.keyboard.press("a");
    expect(["review", await faultsOf(page)]).toEqual(["review", []]);
    await page.goto(`${service.baseUrl}/console/reviews?sale=none`);
    expect(["empty", await faultsOf(page)]).toEqual(["empty", []]);
    expect(wrong).toEqual([]);
    await close();
  });
});
