import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { TRIAGE_UNDO_MS } from "../../src/domain/limits.ts";
import { faultsOf, installed, openPage, signIn, WIDTHS } from "./browser.ts";
import { stage } from "./stage.ts";

const QUEUE = "/console/resellers";
const REASON = "A repair shop of that name.";

describe.skipIf(!installed)("the review desk on the running service", () => {
  const on = stage();

  async function report(url: string, contacts: readonly object[] = []): Promise<void> {
    const response = await fetch(`${on.service.baseUrl}/v1/resellers/reports`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ url, contacts }),
    });
    expect(response.status).toBe(200);
  }

  /** The page's script, which listens for keys, has run once the page has loaded. */
  async function press(page: Page, ...keys: readonly string[]): Promise<void> {
    await page.waitForLoadState("load");
    for (const key of keys) await page.keyboard.press(key);
  }

  const subjects = (page: Page) => page.locator(".case-link .subject").allInnerTexts();
  const submit = async (page: Page, button: string) => {
    const answered = page.waitForEvent("load");
    await page.getByRole("button", { name: button, exact: true }).click();
    await answered;
  };

  it("dismisses the cases chosen by keys while walking through them, and undoes it by a key", async () => {
    for (const name of ["one", "two", "three"]) await report(`xiaomi-keys-${name}.top`);
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}${QUEUE}?q=xiaomi-keys`, "brand-1");
    const [first, second, third] = await subjects(page);
    await press(page, "s", "j");
    await page.locator("#subject", { hasText: second }).waitFor();
    await press(page, "s");
    await page.locator(".triage summary", { hasText: "2 chosen cases" }).waitFor();
    await press(page, "b");
    await page.keyboard.type(REASON);
    await submit(page, "Dismiss");
    await page.getByRole("status").getByText("2 cases were dismissed.").waitFor();
    expect(await subjects(page)).toEqual([third]);
    await press(page, "u");
    await page.getByRole("status").getByText("Undone").waitFor();
    expect((await subjects(page)).sort()).toEqual([first, second, third].sort());
    await page.locator(".case-link", { hasText: first }).click();
    await page.locator("#subject", { hasText: first }).waitFor();
    expect(await page.locator(".case-history strong").allInnerTexts()).toEqual([
      "New to dismissed",
      "Undone: Dismissed to new",
    ]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("takes the way back away when its seconds are over", async () => {
    await report("xiaomi-late.top");
    const { page, wrong, close } = await openPage(on.browser);
    await page.clock.install();
    await signIn(page, `${on.service.baseUrl}${QUEUE}?q=xiaomi-late`, "brand-1");
    await press(page, "d");
    await page.keyboard.type(REASON);
    await submit(page, "Dismiss: it leaves the queue and does not return");
    await page.getByRole("button", { name: /^Undo/ }).waitFor();
    await page.clock.fastForward(TRIAGE_UNDO_MS);
    await page.getByRole("button", { name: /^Undo/ }).waitFor({ state: "detached" });
    expect(wrong).toEqual([]);
    await close();
  });

  it("says what it left as it was, and why nothing was done to anything", async () => {
    for (const name of ["a", "b"]) await report(`xiaomi-left-${name}.top`);
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}${QUEUE}?q=xiaomi-left&state=all`, "brand-1");
    const takeAll = async (boxes: readonly number[]) => {
      for (const at of boxes) await page.getByRole("checkbox").nth(at).check();
      await press(page, "b");
      await page.keyboard.type(REASON);
      await submit(page, "Take into review");
    };
    await takeAll([0]);
    await takeAll([0, 1]);
    await page.getByRole("status").getByText("1 case was taken into review. 1 case stays as before").waitFor();
    await takeAll([0, 1]);
    expect(await page.locator("main").innerText()).toContain("The case is in review");
    await page.goto(`${on.service.baseUrl}${QUEUE}?q=xiaomi-left&state=all`);
    await press(page, "b");
    await page.keyboard.type(REASON);
    await submit(page, "Take into review");
    expect(await page.locator("main").innerText()).toContain("No case was chosen");
    // Both refusals are pages of their own with their own status, which the browser notes.
    expect(wrong.filter((each) => !/status of 40[09]/.test(each))).toEqual([]);
    await close();
  });

  it("gives a case to a colleague, who finds it among theirs", async () => {
    await report("xiaomi-given.top");
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}${QUEUE}?q=xiaomi-given`, "brand-1");
    await press(page, "g");
    await page.getByLabel("Who works on it").last().selectOption("admin-2@firsthand.test");
    await page.locator("#assign-reason").fill("Knows this seller.");
    await submit(page, "Assign: it shows in that person's queue");
    await page.locator(".facts", { hasText: "admin-2@firsthand.test" }).waitFor();
    await close();
    const colleague = await openPage(on.browser);
    await signIn(colleague.page, `${on.service.baseUrl}${QUEUE}?assigned=me`, "admin-2");
    expect(await subjects(colleague.page)).toEqual(["xiaomi-given.top"]);
    expect([...wrong, ...colleague.wrong]).toEqual([]);
    await colleague.close();
  });

  it("learns from what is decided: the shop does not return, and each detector's record shows it", async () => {
    const host = "xiaomi-learns.top";
    await report(host);
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}${QUEUE}?q=${host}`, "brand-1");
    const dismissed = async () => {
      const row = page.locator("[aria-labelledby=records] tr", { hasText: "The host carries a name of the brand" });
      return (await row.count()) === 0 ? 0 : Number(await row.locator("td").nth(1).innerText());
    };
    const before = await dismissed();
    await press(page, "d");
    await page.keyboard.type(REASON);
    await submit(page, "Dismiss: it leaves the queue and does not return");
    expect(await dismissed()).toBe(before + 1);
    await report(`https://www.${host}/other/page`);
    await page.goto(`${on.service.baseUrl}${QUEUE}?q=${host}`);
    await page.getByText("No case matches").waitFor();
    await page.goto(`${on.service.baseUrl}${QUEUE}?q=${host}&state=all`);
    expect(await page.locator(".case-link").innerText()).toContain("Dismissed · 2 reports");
    expect(wrong).toEqual([]);
    await close();
  });

  it("shows what belongs together, and keeps filter, order and search in the address", async () => {
    const contacts = [{ kind: "phone", value: "+91 98123 45678" }];
    await report("xiaomi-together.top", contacts);
    await report("xia0mitogether.shop");
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, on.service.baseUrl + QUEUE, "brand-1");
    await page.getByText("Add a shop").click();
    await page.getByLabel("Web address").fill("gadgets-by-post.example");
    await page.getByLabel("What did you see?").fill("The same telephone as another shop");
    await page.getByLabel("Telephone").fill("+91-98123-45678");
    await page.getByLabel("Product, by the brand's own name").fill("MI3-16GB");
    await page.getByLabel("Price, such as 13999.00").fill("29999");
    await page.getByLabel("Currency, such as INR").fill("INR");
    await submit(page, "Open a case, or join the one there is");
    await page.goto(`${on.service.baseUrl}${QUEUE}?q=gadgets-by-post`);
    expect(await page.locator("#evidence ~ *").first().innerText()).toContain("Other cases share a contact or payee");
    expect(await page.locator(".similar").innerText()).toContain("the same telephone");
    await page.getByRole("link", { name: /^3 alike/ }).click();
    await page.getByRole("link", { name: "Leave this group" }).waitFor();
    expect((await subjects(page)).sort()).toEqual([
      "gadgets-by-post.example",
      "xia0mitogether.shop",
      "xiaomi-together.top",
    ]);
    await press(page, "/");
    await page.keyboard.type("post");
    await page.getByLabel("First").selectOption("reach");
    await submit(page, "Show");
    const query = new URL(page.url()).searchParams;
    expect([query.get("q"), query.get("sort"), query.has("group")]).toEqual(["post", "reach", true]);
    expect(await subjects(page)).toEqual(["gadgets-by-post.example"]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("takes a contact on the public page too, and keeps it as a fingerprint", async () => {
    await report("xiaomi-payee.top", [{ kind: "payee", value: "fast.phones@upi" }]);
    const { page, wrong, close } = await openPage(on.browser, WIDTHS[0]);
    await page.goto(`${on.service.baseUrl}/official?url=phones-in-a-hurry.example`);
    await page.getByLabel(/^What did you see/).fill("Paid, and nothing came.");
    await page.getByLabel("Account or name that is paid").fill("FAST.PHONES@upi");
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Report this shop" }).click();
    await page.getByText("Your report was received").waitFor();
    const staff = await openPage(on.browser);
    await signIn(staff.page, `${on.service.baseUrl}${QUEUE}?q=phones-in-a-hurry`, "brand-1");
    expect(await staff.page.locator(".similar").innerText()).toContain("the same payee");
    expect(await staff.page.content()).not.toContain("FAST.PHONES");
    expect([...wrong, ...staff.wrong]).toEqual([]);
    await staff.close();
    await close();
  });

  it("has keys that can be switched off, and on again, for good", async () => {
    await report("xiaomi-keys-1.top");
    const { page, wrong, close } = await openPage(on.browser);
    const open = async () => {
      await page.goto(`${on.service.baseUrl}${QUEUE}?q=keys-1`);
      await page.locator("summary", { hasText: "Keys" }).click();
    };
    const searchHasFocus = async () => {
      await press(page, "/");
      return await page.evaluate<boolean>("document.activeElement?.dataset.key === '/'");
    };
    await signIn(page, `${on.service.baseUrl}${QUEUE}?q=keys-1`, "brand-1");
    await open();
    await page.getByRole("button", { name: "Switch one-letter keys off" }).click();
    expect(await searchHasFocus()).toBe(false);
    await open();
    await page.getByRole("button", { name: "Switch one-letter keys on" }).click();
    expect(await searchHasFocus()).toBe(true);
    expect(wrong).toEqual([]);
    await close();
  });

  it.each(WIDTHS)("has no fault that axe finds at %i px, with everything open and a way back", async (width) => {
    await report(`xiaomi-axe-${width}.top`);
    await report(`xia0mi-axe-${width}.shop`);
    const { page, wrong, close } = await openPage(on.browser, width);
    await signIn(page, `${on.service.baseUrl}${QUEUE}?q=axe-${width}`, "brand-1");
    await page.getByRole("checkbox").first().check();
    await press(page, "b");
    await page.keyboard.type(REASON);
    await submit(page, "Take into review");
    await page.getByRole("button", { name: /^Undo/ }).waitFor();
    await page.locator(".done + *").waitFor();
    await press(page, "b");
    await page.locator("#filter-state").focus();
    await page.getByText("Add a shop").click();
    await page.locator("summary", { hasText: "Keys" }).click();
    expect(await faultsOf(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });
});
