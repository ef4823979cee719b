import { describe, expect, it } from "vitest";
import { faultsOf, installed, openPage, signIn, tabTo } from "./browser.ts";
import { stage } from "./stage.ts";

const PHONE_PX = 375;

describe.skipIf(!installed)("the form of a sale on the running service", () => {
  const on = stage();

  it("makes a sale by the keyboard alone: every problem beside its field, then what buyers read, then the sale", async () => {
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}/console`, "trust-1");
    await tabTo(page, "New sale");
    await page.keyboard.press("Enter");
    await tabTo(page, "Draw");
    await page.keyboard.press("Enter");
    await page.getByLabel("Registration opens").waitFor();
    await page.getByLabel("Title, for buyers").focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Delete");
    await page.getByLabel("Units", { exact: true }).fill("a few");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "3 problems: nothing was changed" }).waitFor();
    await tabTo(page, "units must be a whole number, in digits alone");
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toBe("#term-units");
    await page.getByLabel(/^Id, in addresses/).fill("autumn-draw");
    await page.getByLabel("Title, for buyers").fill("Autumn draw");
    await page.getByLabel("Units", { exact: true }).fill("250");
    await page.getByLabel(/^Why\?/).focus();
    await tabTo(page, "Check and preview");
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("Everybody who registers in time takes part.").waitFor();
    await page.getByLabel(/^Why\?/).fill("The autumn sale");
    await tabTo(page, "Make the sale");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Autumn draw" }).waitFor();
    await tabTo(page, "Terms of this sale");
    await page.keyboard.press("Enter");
    expect(await page.getByLabel("Units", { exact: true }).getAttribute("readonly")).toBe("");
    await page.goto(`${on.service.baseUrl}/sales/autumn-draw`);
    await page.getByRole("heading", { level: 1, name: "Autumn draw" }).waitFor();
    // The browser itself writes that a form was answered with 400.
    expect(wrong.filter((line) => !line.includes("400"))).toEqual([]);
    await close();
  });

  it("has no fault that axe finds on a phone in the dark, empty, wrong and right, and is no wider than its screen", async () => {
    const { page, wrong, close } = await openPage(on.browser, PHONE_PX);
    await page.emulateMedia({ colorScheme: "dark" });
    await signIn(page, `${on.service.baseUrl}/console/new-sale?mode=preorder`, "admin-1");
    const look = async (state: string) => {
      expect([state, await faultsOf(page)]).toEqual([state, []]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(PHONE_PX);
    };
    await look("new");
    await page.getByLabel("Units per account").fill("0");
    await page.getByLabel("Country of telephone numbers without a code").fill("Mars");
    await page.getByRole("button", { name: "Check and preview" }).click();
    await page.getByRole("alert").waitFor();
    await look("wrong");
    await page.getByLabel("Units per account").fill("1");
    await page.getByLabel("Country of telephone numbers without a code").fill("IN");
    await page.getByLabel(/^Id, in addresses/).fill("by-phone");
    await page.getByRole("button", { name: "Check and preview" }).click();
    await page.getByRole("status").waitFor();
    await look("right");
    await page.goto(`${on.service.baseUrl}/console/sales/demo`);
    await page.getByRole("link", { name: "Before it opens: what is ready" }).click();
    await page.getByRole("heading", { level: 1, name: "Before it opens" }).waitFor();
    await look("checklist");
    expect(wrong.filter((line) => !line.includes("400"))).toEqual([]);
    await close();
  });
});
