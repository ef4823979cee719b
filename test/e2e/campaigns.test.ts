import { describe, expect, it } from "vitest";
import { checkoutAnswer } from "../../src/wire/checkout.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { faultsOf, installed, openPage, signIn } from "./browser.ts";
import { stage } from "./stage.ts";

const PHONE_PX = 375;
/** How many tables of the page scroll sideways. */
const SIDEWAYS = `[...document.querySelectorAll(".scroll")].filter((each) => each.scrollWidth > each.clientWidth).length`;
const DAY_MS = 24 * 3_600_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

describe.skipIf(!installed)("campaigns on the running service", () => {
  const on = stage();

  it("lead by the keyboard alone from the sales to the series and to a sale of it, and back", async () => {
    await on.service.call("PUT", "/v1/campaigns/fridays", { title: "Mi 3 on Fridays", onePerPerson: true });
    const { units: _, ...terms } = SALE;
    const sale = { ...terms, opensAt: inDays(-1), closesAt: inDays(1) };
    await on.service.call("POST", "/v1/campaigns/fridays/sales", { sale, every: "P7D", units: [4, 1500] });
    const bought = { ...checkoutOf(1), channel: "store" };
    const { allowToken } = checkoutAnswer.parse(await on.service.call("POST", "/v1/sales/fridays-1/checkouts", bought));
    await on.service.call("POST", "/v1/tokens/redeem", { token: allowToken, orderId: "ord-1" });

    const { page, wrong, close } = await openPage(on.browser, PHONE_PX);
    await signIn(page, `${on.service.baseUrl}/console`, "trust-1");
    await page.getByRole("link", { name: "Campaigns" }).press("Enter");
    await page.getByRole("heading", { name: "Campaigns" }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("link", { name: "Mi 3 on Fridays" }).press("Enter");
    await page.getByRole("heading", { name: "Mi 3 on Fridays" }).waitFor();
    await page.getByText("25% of 4").waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, await faultsOf(page)]).toEqual([colorScheme, []]);
    }
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(PHONE_PX);
    expect(await page.evaluate<number>(SIDEWAYS)).toBe(0);
    await page.getByRole("rowheader", { name: "fridays-1" }).getByRole("link").press("Enter");
    await page.getByRole("link", { name: "Campaign of this sale" }).press("Enter");
    await page.getByRole("rowheader", { name: "fridays-2" }).waitFor();
    expect(wrong).toEqual([]);
    await close();
  });
});
