import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { ANSWERS, type CheckoutShop } from "../sdk/checkout-shop.ts";
import { faultsOf, installed } from "./browser.ts";
import { stageCheckout } from "./checkout-stage.ts";

/** No test calls Cloudflare: a script of this one stands for its host. */
describe.skipIf(!installed)("<fair-checkout turnstile> in Chromium", () => {
  const stage = stageCheckout();
  let shop: CheckoutShop;
  let page: Page;
  beforeEach(() => {
    ({ shop, page } = stage());
  });

  const press = () => page.click("#buy", { force: true });
  const reaches = (state: string) => page.locator(`fair-checkout[data-state="${state}"]`).waitFor();
  const give = (attribute: string, value: string) =>
    page.evaluate(`document.querySelector("fair-checkout").setAttribute("${attribute}", "${value}")`);
  const codeField = () => page.getByLabel("Code that we sent you");
  const CHALLENGE = "chl_phone-1_01JD0000000000000000000000";
  /** Published by Cloudflare for tests: a widget that always passes. */
  const SITE_KEY = "1x00000000000000000000AA";
  const HOST = "https://challenges.cloudflare.com";
  const widget = () => page.getByRole("group", { name: "Check of your browser by Cloudflare" });

  /** Answers for the host. @returns the addresses that were asked for */
  async function standIn(answer: { readonly status?: number; readonly token?: string }): Promise<readonly string[]> {
    const asked: string[] = [];
    await page.route(`${HOST}/**`, (route) => {
      asked.push(route.request().url());
      return route.fulfill({
        status: answer.status ?? 200,
        contentType: "text/javascript",
        body: `globalThis.turnstile = {
          render(box, options) {
            const button = document.createElement("button");
            button.type = "button";
            button.textContent = "I am a person";
            button.style.cssText = "width: 100%; min-width: 300px; height: 65px";
            button.onclick = () => options.callback("${answer.token ?? "for "}" + options.cData);
            box.append(button);
            globalThis.rendered = options;
            globalThis.failWidget = options["error-callback"];
            return "widget-1";
          },
          remove() { globalThis.removed = true; },
        };`,
      });
    });
    return asked;
  }

  beforeEach(() => {
    Object.assign(shop, { siteKey: SITE_KEY });
    shop.answers.push(ANSWERS.challenged(["shop_otp", "turnstile"]), ANSWERS.held(300_000));
  });

  it("shows it where the page opts in, and buys with what it gives, by keyboard and under the documented policy", async () => {
    shop.policy = `default-src 'self'; script-src 'self' 'unsafe-inline' ${HOST}; frame-src ${HOST}; style-src 'self' 'unsafe-inline'`;
    const asked = await standIn({});
    await page.goto(shop.origin);
    await give("turnstile", "");
    expect(asked, "nothing is loaded before it is needed").toEqual([]);
    await press();
    await widget().waitFor();
    expect(asked).toEqual([`${HOST}/turnstile/v0/api.js?render=explicit`]);
    expect(await page.evaluate("rendered")).toMatchObject({
      sitekey: SITE_KEY,
      cData: CHALLENGE,
      action: "fair-checkout",
      theme: "auto",
      size: "flexible",
    });
    await page.focus("text=I am a person");
    await page.keyboard.press("Enter");
    await reaches("held");
    expect(shop.settlements).toEqual([{ kind: "turnstile", token: `for ${CHALLENGE}`, visitToken: "visit-1" }]);
    expect(shop.orders[1]).toMatchObject({ challengeToken: "settled-1", visitToken: "retry-1" });
    expect([await widget().count(), await page.evaluate("removed")]).toEqual([0, true]);
    expect(await page.evaluate("document.activeElement.id"), "the keyboard's place").toBe("buy");
  });

  it("asks nothing of that host without the attribute, and leaves the challenge to the page", async () => {
    const asked = await standIn({});
    await page.goto(shop.origin);
    await press();
    await reaches("challenge");
    await page.waitForFunction("states.at(-1) === 'challenge'");
    expect([asked, await widget().count()]).toEqual([[], 0]);
  });

  it.each([
    ["its script does not come", { status: 503 }, ""],
    [
      "the service does not take what it gives",
      { token: "forged " },
      'document.querySelector("[data-turnstile] button").click()',
    ],
    ["it finds a fault", {}, "failWidget()"],
  ])("asks for the shop's code where %s", async (_, answer, then) => {
    await standIn(answer);
    await page.goto(shop.origin);
    await give("code", "/confirm");
    await give("turnstile", "");
    await press();
    if (then !== "") {
      await widget().waitFor();
      expect(await codeField().count(), "one question at a time").toBe(0);
      await page.evaluate(then);
    }
    await codeField().waitFor();
    expect(await widget().count()).toBe(0);
  });

  it.each(["light", "dark"] as const)("has no fault that axe finds at 375 px, %s", async (colorScheme) => {
    await standIn({});
    await page.setViewportSize({ width: 375, height: 720 });
    await page.emulateMedia({ colorScheme });
    await page.goto(shop.origin);
    await give("turnstile", "");
    await press();
    await widget().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(375);
  });
});
