import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { faultsOf, installed, openPage, signIn, WIDTHS } from "./browser.ts";
import { stage } from "./stage.ts";

const SETTINGS = "/console/resellers/settings";

describe.skipIf(!installed)("detector settings on the running service", () => {
  const on = stage();

  async function report(url: string): Promise<void> {
    const response = await fetch(`${on.service.baseUrl}/v1/resellers/reports`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ url }),
    });
    expect(response.status).toBe(200);
  }

  const file = (page: Page) => page.locator("#settings-text");
  const press = async (page: Page, button: RegExp) => {
    const answered = page.waitForEvent("load");
    await page.getByRole("button", { name: button }).click();
    await answered;
  };
  const edit = async (page: Page, from: RegExp, to: string) => {
    await file(page).fill((await file(page).inputValue()).replace(from, to));
    await press(page, /^Check/);
  };

  it("names a mistake with line and column and keeps the text, then previews, and needs a second person for much", async () => {
    await report("xiaomi-settings-one.top");
    const first = await openPage(on.browser);
    await signIn(first.page, on.service.baseUrl + SETTINGS, "brand-1");
    await edit(first.page, /flagFrom: 0\.5/, "flagForm: 0.5");
    const problems = first.page.locator("#settings-problems");
    expect(await problems.innerText()).toContain('unknown key "flagForm"');
    const line = (await file(first.page).inputValue()).split("\n").findIndex((each) => each.includes("flagForm")) + 1;
    expect(await problems.locator("tbody tr td").allInnerTexts()).toContain(String(line));
    expect(await faultsOf(first.page)).toEqual([]);

    await edit(first.page, /flagForm: 0\.5/, "flagFrom: 0.9999");
    await first.page.getByText("Of 1 undecided case, 0 would be flagged and 1 no longer.").waitFor();
    expect(await first.page.locator("ins").allInnerTexts()).toEqual(["0.9999"]);
    expect(await faultsOf(first.page)).toEqual([]);
    await first.page.getByLabel("Why publish it?").fill("Too many repair shops.");
    await press(first.page, /^Propose/);
    await first.page.getByText("You proposed it, so somebody else must agree.").waitFor();
    expect(await faultsOf(first.page)).toEqual([]);

    const second = await openPage(on.browser);
    await signIn(second.page, on.service.baseUrl + SETTINGS, "brand-2");
    await second.page.getByLabel("Why agree?").fill("Looked at the cases.");
    await press(second.page, /^Agree/);
    await report("xiaomi-settings-two.top");
    await second.page.goto(`${on.service.baseUrl}/console/resellers?q=xiaomi-settings`);
    await second.page.locator(".case-link").nth(1).waitFor();
    expect(await second.page.locator(".case-link .badge-deny").count()).toBe(0);

    await second.page.goto(on.service.baseUrl + SETTINGS);
    const history = await second.page.locator("tbody tr").allInnerTexts();
    expect(history.map((row) => /published with brand-2|proposed/.exec(row)?.[0])).toEqual([
      "published with brand-2",
      "proposed",
    ]);
    // A text with mistakes is answered with its own status, which the browser notes.
    expect([...first.wrong, ...second.wrong].filter((each) => !/status of 422/.test(each))).toEqual([]);
    for (const { close } of [first, second]) await close();
  });

  it.each(WIDTHS)("has no fault that axe finds at %i px, with a history", async (width) => {
    const { page, wrong, close } = await openPage(on.browser, width);
    await signIn(page, on.service.baseUrl + SETTINGS, "admin-1");
    expect(await faultsOf(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("lets trust read the file and not change it", async () => {
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, on.service.baseUrl + SETTINGS, "trust-1");
    expect(await file(page).isEditable()).toBe(false);
    expect(await page.locator("main button[type=submit]").count()).toBe(0);
    expect(wrong).toEqual([]);
    await close();
  });
});
