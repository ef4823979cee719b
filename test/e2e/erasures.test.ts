import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { checkoutOf } from "../support/fixtures.ts";
import { faultsOf, installed, openPage, signIn, tabTo, WIDTHS } from "./browser.ts";
import { stage } from "./stage.ts";

const ERASURES = "/console/erasures";

describe.skipIf(!installed)("forgetting a person on the running service", () => {
  const on = stage();

  /** Checks out at a store as somebody with this mailbox. */
  async function checkOut(buyer: number, email: string): Promise<void> {
    const { account, ...checkout } = checkoutOf(buyer);
    const body = { ...checkout, channel: "store", account: { ...account, email } };
    await on.service.call("POST", "/v1/sales/demo/checkouts", body);
  }

  async function preview(page: Page, email: string): Promise<void> {
    await page.getByLabel("Kind").selectOption("email");
    await page.getByLabel("As the person writes it").fill(email);
    await tabTo(page, "Show what would go");
    await page.keyboard.press("Enter");
  }

  it.each(WIDTHS)(
    "shows what goes, asks why, and says what went, by keyboard and without a fault at %i px",
    async (width) => {
      const email = `a.buyer.${width}@phones.example`;
      await checkOut(width, email);
      const { page, wrong, close } = await openPage(on.browser, width);
      await signIn(page, on.service.baseUrl + ERASURES, "admin-1");
      expect(await faultsOf(page)).toEqual([]);

      await preview(page, email);
      await page.getByRole("heading", { level: 1, name: "1 account is known by this, in 1 sale." }).waitFor();
      expect(await page.getByRole("row", { name: /^Decisions about checkouts/ }).innerText()).toMatch(/\b1$/);
      expect(await faultsOf(page)).toEqual([]);

      await page.getByLabel(/^Who asks/).focus();
      await page.keyboard.type("Request 17 by letter");
      await tabTo(page, "Forget for good");
      await page.keyboard.press("Enter");
      await page
        .getByRole("status")
        .getByText(/^\d+ rows are gone, in 1 sale and the archive/)
        .waitFor();
      expect(
        await page
          .getByRole("row", { name: /Request 17 by letter/ })
          .first()
          .innerText(),
      ).toContain("admin-1@firsthand.test had somebody forgotten by an e-mail address");
      expect(await page.content()).not.toContain(email);
      expect(await faultsOf(page)).toEqual([]);

      await preview(page, email);
      await page.getByText("Nothing is known by this").waitFor();
      expect(wrong).toEqual([]);
      await close();
    },
  );

  it("keeps what was typed beside what is wrong with it", async () => {
    const { page, close } = await openPage(on.browser);
    await signIn(page, on.service.baseUrl + ERASURES, "admin-1");
    await preview(page, "no mailbox");
    await page.getByRole("alert").getByText("This cannot be read as an e-mail address.").waitFor();
    expect(await page.getByLabel("As the person writes it").inputValue()).toBe("no mailbox");
    expect(await faultsOf(page)).toEqual([]);
    await close();
  });

  it("is closed to the role trust", async () => {
    const { page, close } = await openPage(on.browser);
    await signIn(page, on.service.baseUrl + ERASURES, "trust-1");
    expect(await page.locator("body").innerText()).toContain("This needs the role admin.");
    await close();
  });
});
