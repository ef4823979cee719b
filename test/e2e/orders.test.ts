import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkoutAnswer } from "../../src/wire/checkout.ts";
import { issuedInvitesAnswer } from "../../src/wire/invite.ts";
import { buyerOrderAnswer } from "../../src/wire/order.ts";
import { redeemAnswer } from "../../src/wire/token.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { closeProfiles, faultsOf, installed, launch, openPage, signIn } from "./browser.ts";
import { type RunningService, runningService } from "./running-service.ts";

const PHONE_PX = 375;

describe.skipIf(!installed)("orders on the running service", () => {
  let service: RunningService;
  let browser: Browser;
  let sales = 0;

  beforeAll(async () => {
    [service, browser] = await Promise.all([runningService(), launch("undeclared")]);
  });
  afterAll(async () => {
    await closeProfiles(browser);
    await service?.stop();
  });

  /** A sale in which one order was placed, and one was sent. */
  async function withOrders(): Promise<string> {
    sales += 1;
    const saleId = `orders-${sales}`;
    await service.call("PUT", `/v1/sales/${saleId}`, { ...SALE, shipBy: "2026-01-01T00:00:00Z" });
    for (const [buyer, orderId] of [
      [1, "ord/1"],
      [2, "ord-2"],
    ] as const) {
      const body = { ...checkoutOf(buyer), channel: "store" };
      const { allowToken } = checkoutAnswer.parse(await service.call("POST", `/v1/sales/${saleId}/checkouts`, body));
      await service.call("POST", "/v1/tokens/redeem", { token: allowToken, orderId });
    }
    const { shippingAddress } = checkoutOf(2);
    await service.call("POST", `/v1/sales/${saleId}/orders/ord-2/dispatch`, { shippingAddress });
    return saleId;
  }

  async function openOrders(page: Page, saleId: string, person = "trust-1"): Promise<void> {
    await signIn(page, `${service.baseUrl}/console/sales/${saleId}/orders`, person);
    await page.getByRole("heading", { name: "Orders", exact: true }).waitFor();
  }

  it("shows what a cancellation does before it is done, and cancels by the keyboard alone", async () => {
    const saleId = await withOrders();
    const { page, wrong, close } = await openPage(browser);
    await openOrders(page, saleId);
    await page.getByRole("link", { name: "Overdue: 1" }).press("Enter");
    await page.getByRole("link", { name: "ord/1" }).press("Enter");
    await page.getByLabel("Cancel because").selectOption({ label: "The address is not served" });
    await page.getByRole("button", { name: "Show what that does" }).press("Enter");
    await page.getByText("back on sale within seconds").waitFor();
    await page.locator("q", { hasText: "cannot deliver to this address" }).waitFor();
    await page.getByLabel(/^Why\?/).fill("The courier does not go there.");
    await page.getByRole("button", { name: "Cancel the order" }).press("Enter");
    await page.getByRole("heading", { name: "Order ord/1: cancelled" }).waitFor();
    await page.getByRole("cell", { name: "The courier does not go there." }).waitFor();
    expect(await page.getByRole("button", { name: "Show what that does" }).count()).toBe(0);
    await page.getByRole("link", { name: "Cancelled: 1" }).waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  it("cancels for fraud with a decision alone, and says that an appeal is open", async () => {
    const saleId = await withOrders();
    const { page, close } = await openPage(browser);
    const path = `${service.baseUrl}/console/sales/${saleId}/orders?order=ord%2F1&cause=fraud/unfair&units=withdraw`;
    await signIn(page, path, "trust-1");
    await page.getByText("out of the sale: nobody can buy them").waitFor();
    await page.getByLabel("Decision or case that it rests on").fill("dec_nowhere");
    await page.getByLabel(/^Why\?/).fill("One person, twelve accounts.");
    await page.getByRole("button", { name: "Cancel the order" }).click();
    await page.getByText("must be a decision of this sale").waitFor();
    await close();
  });

  it("has a queue of appeals, which somebody else decides by the keyboard alone, and the buyer reads the outcome", async () => {
    const saleId = await withOrders();
    const body = { ...checkoutOf(3), channel: "store" };
    const bought = checkoutAnswer.parse(await service.call("POST", `/v1/sales/${saleId}/checkouts`, body));
    const { order } = redeemAnswer.parse(
      await service.call("POST", "/v1/tokens/redeem", { token: bought.allowToken, orderId: "ord-3" }),
    );
    const orders = `${service.baseUrl}/console/sales/${saleId}/orders`;
    const first = await openPage(browser);
    await signIn(first.page, `${orders}?order=ord-3&cause=fraud/unfair&units=return`, "trust-1");
    await first.page.getByLabel("Decision or case that it rests on").fill(bought.decisionId);
    await first.page.getByLabel(/^Why\?/).fill("One person, twelve accounts.");
    await first.page.getByRole("button", { name: "Cancel the order" }).press("Enter");
    await first.page.getByText("who did not cancel it has to look at it again").waitFor();
    expect(await first.page.getByRole("button", { name: "Decide the appeal" }).count()).toBe(0);
    await first.close();

    const { page, wrong, close } = await openPage(browser, PHONE_PX);
    await page.emulateMedia({ colorScheme: "dark" });
    await signIn(page, `${service.baseUrl}/console`, "trust-2");
    const queue = (state: string) => page.locator(`a[href="/console/sales/${saleId}/orders?state=${state}"]`);
    expect(await queue("overdue").textContent()).toBe("1 order is overdue");
    expect(await faultsOf(page)).toEqual([]);
    await queue("appeal").press("Enter");
    await page.getByRole("link", { name: "Appeals: 1" }).waitFor();
    await page.getByRole("link", { name: "ord-3" }).press("Enter");
    await page.getByRole("link", { name: bought.decisionId }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(PHONE_PX);
    await page.getByLabel("The buyer", { exact: true }).selectOption({ label: "was wronged: uphold" });
    await page.getByLabel(/^Why\?/).fill("A family of four with one telephone.");
    await page.getByRole("button", { name: "Decide the appeal" }).press("Enter");
    await page.getByRole("heading", { name: "The appeal was upheld" }).waitFor();
    await page.getByRole("link", { name: "Appeals: 0" }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(`${service.baseUrl}/console/decisions/${bought.decisionId}`);
    await page.getByText("An appeal was upheld").waitFor();
    expect(wrong).toEqual([]);
    await close();
    const path = `/v1/sales/${saleId}/orders/ord-3/status`;
    const status = buyerOrderAnswer.parse(await service.call("POST", path, { receipt: order.receipt }));
    expect(status).toMatchObject({ appeal: "upheld", message: expect.stringContaining("you were right") });
  });

  it("says before it is tried that a unit which invites promise may not be withdrawn", async () => {
    const saleId = "orders-of-invited";
    const registration = { opensAt: "2026-01-01T00:00:00Z", closesAt: "2035-01-01T00:00:00Z", invite: "required" };
    await service.call("PUT", `/v1/sales/${saleId}`, { ...SALE, mode: "invite", units: 1, registration });
    const invited = { invites: [{ for: { account: checkoutOf(1).account.id } }] };
    const { invites } = issuedInvitesAnswer.parse(await service.call("POST", `/v1/sales/${saleId}/invites`, invited));
    const buyer = { ...checkoutOf(1), channel: "store" };
    const inviteToken = invites[0]?.inviteToken;
    await service.call("POST", `/v1/sales/${saleId}/registrations`, { ...buyer, inviteToken });
    const { allowToken } = checkoutAnswer.parse(await service.call("POST", `/v1/sales/${saleId}/checkouts`, buyer));
    await service.call("POST", "/v1/tokens/redeem", { token: allowToken, orderId: "ord-1" });
    const { page, wrong, close } = await openPage(browser, PHONE_PX);
    const path = `${service.baseUrl}/console/sales/${saleId}/orders?order=ord-1&cause=shop/not_available&units=withdraw`;
    await signIn(page, path, "trust-1");
    await page.getByRole("heading", { name: "That would be refused" }).waitFor();
    expect(await page.getByRole("button", { name: "Cancel the order" }).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel("Its units").selectOption({ label: "go to others" });
    await page.getByRole("button", { name: "Show what that does" }).press("Enter");
    await page.getByRole("button", { name: "Cancel the order" }).waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  it("lets brand read and not cancel", async () => {
    const saleId = await withOrders();
    const { page, close } = await openPage(browser);
    await signIn(page, `${service.baseUrl}/console/sales/${saleId}/orders?order=ord%2F1`, "brand-1");
    await page.getByRole("heading", { name: /^Order ord\/1: paid/ }).waitFor();
    expect(await page.locator("main form").count()).toBe(0);
    await close();
  });

  it.each([
    [PHONE_PX, "light"],
    [PHONE_PX, "dark"],
    [1440, "dark"],
  ] as const)("has no fault that axe finds at %i px, %s, and no wider page", async (width, colorScheme) => {
    const saleId = await withOrders();
    const { page, wrong, close } = await openPage(browser, width);
    await page.emulateMedia({ colorScheme });
    await openOrders(page, saleId);
    expect(["list", await faultsOf(page)]).toEqual(["list", []]);
    await page.goto(`${page.url()}?order=ord%2F1&cause=fraud/unfair&units=return`);
    await page.getByRole("button", { name: "Cancel the order" }).waitFor();
    expect(["order", await faultsOf(page)]).toEqual(["order", []]);
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    await page.goto(`${service.baseUrl}/console/sales/${saleId}/orders?state=lapsed`);
    await page.getByText("No order in this view").waitFor();
    expect(["empty", await faultsOf(page)]).toEqual(["empty", []]);
    expect(wrong).toEqual([]);
    await close();
  });
});
