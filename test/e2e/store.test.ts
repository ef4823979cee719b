import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { checkoutAnswer } from "../../src/wire/checkout.ts";
import { placedOrder } from "../../src/wire/order.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { faultsOf, installed, openPage, signIn } from "./browser.ts";
import { stage } from "./stage.ts";

const PHONE_PX = 360;
const DEPOSIT = { amountMinor: 100_000, currency: "INR" };
const credentials = z.object({
  staff: z.object({ brand: z.tuple([z.object({ assertion: z.string() })], z.unknown()) }),
});
const redeemed = z.object({ order: placedOrder });

describe.skipIf(!installed)("the page of a store on the running service", () => {
  const on = stage();

  async function putPartners(): Promise<void> {
    const { baseUrl, folder } = on.service;
    const text = await readFile(join(folder, ".dev/credentials.json"), "utf8");
    const body = ["north", "south"].map((id) => ({
      id,
      legalName: `${id} Retail`,
      hosts: [`${id}.example`],
      validFrom: "2020-01-01",
    }));
    const put = await fetch(`${baseUrl}/v1/resellers/authorized`, {
      method: "PUT",
      headers: {
        "Cf-Access-Jwt-Assertion": credentials.parse(JSON.parse(text)).staff.brand[0].assertion,
        "Content-Type": "application/json",
        Origin: baseUrl,
        "Sec-Fetch-Site": "same-origin",
      },
      body: JSON.stringify(body),
    });
    expect(put.status).toBe(200);
  }

  async function booked(
    saleId: string,
    { buyer, orderId, partnerId }: { buyer: number; orderId: string; partnerId: string },
  ) {
    const { shippingAddress: _, ...rest } = checkoutOf(buyer);
    const body = { ...rest, channel: "store", fulfilment: { kind: "pickup", partnerId } };
    const checkout = await on.service.call("POST", `/v1/sales/${saleId}/checkouts`, body);
    const { allowToken } = checkoutAnswer.parse(checkout);
    const sold = await on.service.call("POST", "/v1/tokens/redeem", { token: allowToken, orderId, paid: DEPOSIT });
    return redeemed.parse(sold).order.collect?.code ?? "";
  }

  /** As the console shows it once, on the page of the partner. */
  async function keyOf(partnerId: string): Promise<string> {
    const { page, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}/console/resellers/partners/${partnerId}`, "brand-1");
    await page.getByLabel("Why? It is kept with your name.").fill("A tablet for the counter.");
    await page.getByRole("button", { name: "Make a key" }).press("Enter");
    const key = await page.getByText(/^fh_pk_/).textContent();
    expect(await faultsOf(page)).toEqual([]);
    await close();
    return key ?? "";
  }

  async function unlock(page: Page, key: string): Promise<void> {
    await page.getByLabel("Key of this store").fill(key);
    await page.getByRole("button", { name: "Open" }).press("Enter");
    await page.getByRole("heading", { name: "Waiting to be collected" }).waitFor();
  }

  it("hands over by the code, once, with the rest paid, and survives a lost connection", async () => {
    await putPartners();
    await on.service.call("PUT", "/v1/sales/store-1", { ...SALE, deposit: DEPOSIT, collectWithinDays: 10 });
    const code = await booked("store-1", { buyer: 1, orderId: "ord/1", partnerId: "north" });
    const elsewhere = await booked("store-1", { buyer: 2, orderId: "ord-2", partnerId: "south" });
    const key = await keyOf("north");
    const { page, wrong, close } = await openPage(on.browser, PHONE_PX);
    await page.goto(`${on.service.baseUrl}/partner`);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, await faultsOf(page)]).toEqual([colorScheme, []]);
    }
    await unlock(page, key);
    await page.getByLabel("Which sale?").selectOption("store-1");
    await page.getByRole("button", { name: "ord/1" }).press("Enter");
    await page.getByLabel("The buyer has paid the rest").waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, await faultsOf(page)]).toEqual([colorScheme, []]);
    }
    expect(await page.getByRole("button", { name: "ord-2" }).count()).toBe(0);

    const press = () => page.getByRole("button", { name: "Check the code" }).press("Enter");
    await page.getByLabel("The buyer's code").fill(code);
    await press();
    await page.getByText("First take ₹12,999.00").waitFor();
    await page.getByLabel("The buyer has paid the rest").check();
    await page.context().setOffline(true);
    await page.getByText("No connection.").waitFor();
    await press();
    await page.getByText("hand nothing over yet").waitFor();
    await page.context().setOffline(false);
    await press();
    await page.getByText("Order ord/1: the code is right.").waitFor();
    await page.getByText("No order waits here.").waitFor();
    expect(await page.getByText("No connection.").isVisible()).toBe(false);

    await page.getByLabel("Order number").fill("ord-2");
    await page.getByLabel("The buyer's code").fill(elsewhere);
    await press();
    await page.getByText("This order is collected at south.").waitFor();

    const kept = await page.evaluate<string>(
      "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.body.innerHTML])",
    );
    expect(kept).not.toContain(key);
    expect(await page.getByLabel("Key of this store").inputValue()).toBe("");
    await page.getByRole("button", { name: "Lock this page" }).press("Enter");
    await page.getByLabel("Key of this store").waitFor();
    await page.reload();
    await page.getByLabel("Key of this store").fill("fh_pk_nothing");
    await page.getByRole("button", { name: "Open" }).press("Enter");
    await page.getByText("This key opens nothing.").waitFor();
    // A browser writes down each refused call and each one without a connection.
    expect(wrong.filter((words) => !words.startsWith("Failed to load resource"))).toEqual([]);
    await close();
  });

  it("is where pools are sold that the console shows without a fault", async () => {
    await putPartners();
    await on.service.call("PUT", "/v1/sales/pools-1", SALE);
    const { page, wrong, close } = await openPage(on.browser, PHONE_PX);
    await signIn(page, `${on.service.baseUrl}/console/sales/pools-1/pools`, "trust-1");
    await page.getByRole("heading", { name: "Every unit is common" }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    const pools = [
      { partnerId: "north", units: 4 },
      { partnerId: "south", units: 3 },
    ];
    await on.service.call("PUT", "/v1/sales/pools-1/pools", { pooling: "strict", pools });
    await page.goto(`${on.service.baseUrl}/console/sales/pools-1`);
    await page.getByRole("link", { name: "Pools of this sale" }).press("Enter");
    await page.getByLabel("Id of the partner").fill("nor");
    await page.keyboard.press("Enter");
    await page.getByText("1 partner", { exact: true }).waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, await faultsOf(page)]).toEqual([colorScheme, []]);
    }
    expect(await page.getByRole("rowheader", { name: "south" }).count()).toBe(0);
    expect(wrong).toEqual([]);
    await close();
  });
});
