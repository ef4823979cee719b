import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkoutOf } from "../support/fixtures.ts";
import { closeProfiles, faultsOf, installed, launch, openPage, signIn, tabTo, WIDTHS } from "./browser.ts";
import { type RunningService, runningService } from "./running-service.ts";

const CLUSTERS = "/console/sales/demo/clusters";

describe.skipIf(!installed)("the clusters of a sale in the console", () => {
  let service: RunningService;
  let browser: Browser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([runningService(), launch("undeclared")]);
    await comeWithOneDevice(1, 2, 3);
  });
  afterAll(async () => {
    await closeProfiles(browser);
    await service?.stop();
  });

  /** Accounts that all bring the device of the first. */
  async function comeWithOneDevice(...buyers: readonly number[]): Promise<void> {
    for (const buyer of buyers) {
      const body = { ...checkoutOf(buyer), device: { id: `dev_${buyers[0]}` }, channel: "store" };
      await service.call("POST", "/v1/sales/demo/checkouts", body);
    }
  }

  async function openCluster(page: Page): Promise<void> {
    await signIn(page, service.baseUrl + CLUSTERS, "trust");
    await page.getByRole("heading", { level: 1, name: "Accounts that belong together" }).waitFor();
    await page.locator("main table a").first().click();
    await page.getByRole("heading", { level: 1, name: "3 accounts that belong together" }).waitFor();
  }

  it.each(WIDTHS)("have pages without a fault that axe finds at %i px", async (width) => {
    const { page, wrong, close } = await openPage(browser, width);
    await openCluster(page);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByText(/^Cut/).first().click();
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(service.baseUrl + CLUSTERS);
    expect(await faultsOf(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("are drawn as a picture: a circle for each account, a line for each reason", async () => {
    const { page, wrong, close } = await openPage(browser);
    await openCluster(page);
    const picture = page.getByRole("img", { name: /^3 accounts and what joins them/ });
    expect(await picture.locator("circle").count()).toBe(3);
    expect(await picture.locator("line").count()).toBe(2);
    const boxes = await Promise.all((await picture.locator("circle").all()).map((circle) => circle.boundingBox()));
    const frame = await picture.boundingBox();
    for (const box of boxes) {
      expect(box?.x ?? -1).toBeGreaterThanOrEqual(frame?.x ?? 0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((frame?.x ?? 0) + (frame?.width ?? 0));
    }
    expect(wrong).toEqual([]);
    await close();
  });

  it("are mended by keyboard alone: a link is cut with a reason, and the cut is taken back with another", async () => {
    const { page, wrong, close } = await openPage(browser);
    await openCluster(page);
    await tabTo(page, "Cut");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Two sisters, one phone");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "What did staff cut?" }).waitFor();
    expect(await page.getByText("Two sisters, one phone").count()).toBe(1);
    expect(await page.locator("main h1").innerText()).not.toContain("3 accounts");
    expect(await faultsOf(page)).toEqual([]);

    await tabTo(page, "Take back");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("One person after all");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "3 accounts that belong together" }).waitFor();
    expect(await page.getByRole("heading", { name: "What did staff cut?" }).count()).toBe(0);
    expect(wrong).toEqual([]);
    await close();
  });

  it("are a step away from a decision", async () => {
    const { page, close } = await openPage(browser);
    await openCluster(page);
    await page.goto(`${service.baseUrl}/console/sales/demo`);
    await page.getByRole("link", { name: /^Why/ }).first().click();
    await page.getByRole("link", { name: "Accounts that belong together with this one" }).click();
    await page.getByRole("heading", { level: 1, name: "3 accounts that belong together" }).waitFor();
    await close();
  });
});
