import { type BrowserContextOptions, devices } from "playwright-core";
import { describe, expect, it } from "vitest";
import { checkoutAnswer } from "../../src/wire/checkout.ts";
import { decisionAnswer } from "../../src/wire/decision.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { installed, readPage, tabTo } from "./browser.ts";
import { stage } from "./stage.ts";

describe.skipIf(!installed)("a browser in the demo shop", () => {
  const here = stage();
  let buyers = 0;

  /** What a browser contradicts itself in, by the decision on the order that a person makes in it. */
  async function contradictionsOf(options: BrowserContextOptions) {
    const context = await here.browser.newContext(options);
    const page = await context.newPage();
    await page.goto(`${here.service.baseUrl}/shop`);
    await readPage(page);
    const sent = page.waitForRequest("**/shop/api/checkout");
    await page.route("**/shop/api/checkout", (route) => route.abort());
    await tabTo(page, "Buy for");
    await page.keyboard.press("Enter", { delay: 70 });
    const { visitToken, signals } = (await sent).postDataJSON();
    const userAgent = await page.evaluate<string>("navigator.userAgent");
    await context.close();
    const { device: _device, ...order } = checkoutOf(++buyers);
    const body = { ...order, visitToken, signals, client: { userAgent } };
    const { decisionId } = checkoutAnswer.parse(await here.service.call("POST", "/v1/sales/demo/checkouts", body));
    const decision = decisionAnswer.parse(await here.service.call("GET", `/v1/decisions/${decisionId}`));
    const { "coherence.contradictions": count, "coherence.named": named } = decision.signals;
    return { count, named };
  }

  /** Playwright's telephone, with the version that the browser really has. */
  function telephone(): BrowserContextOptions {
    const pixel = devices["Pixel 7"];
    const version = here.browser.version().split(".")[0];
    return { ...pixel, userAgent: pixel?.userAgent.replace(/Chrome\/[\d.]+/, `Chrome/${version}.0.0.0`) ?? "" };
  }

  it.concurrent.each<[string, () => BrowserContextOptions]>([
    ["on a desk", () => ({})],
    ["in Hindi, in India", () => ({ locale: "hi-IN", timezoneId: "Asia/Kolkata" })],
    ["on a telephone", telephone],
    ["on a telephone in German, in Berlin", () => ({ ...telephone(), locale: "de-DE", timezoneId: "Europe/Berlin" })],
  ])("%s contradicts nothing", async (_, options) => {
    expect(await contradictionsOf(options())).toEqual({ count: 0, named: undefined });
  });

  it.concurrent.each<[string, () => BrowserContextOptions, string]>([
    ["a Windows", () => ({ userAgent: devices["Desktop Chrome"]?.userAgent ?? "" }), "platform version"],
    ["an iPhone", () => ({ ...devices["iPhone 15"] }), "platform"],
    ["a telephone of another year", () => ({ ...devices["Pixel 7"] }), "version"],
    [
      "a telephone without a touch screen",
      () => ({ ...telephone(), hasTouch: false, isMobile: false }),
      "mobile touch",
    ],
  ])("on Linux that calls itself %s is named", async (_, options, named) => {
    expect(await contradictionsOf(options())).toEqual({ count: named.split(" ").length, named });
  });
});
