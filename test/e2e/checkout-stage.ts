import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { assert } from "../../src/domain/result.ts";
import { type TokenKeys, tokenKeysOf } from "../../src/platform/tokens/token-keys.ts";
import { type CheckoutShop, openCheckoutShop } from "../sdk/checkout-shop.ts";
import { validSettings } from "../support/settings.ts";
import { closeProfiles, launch, openPage } from "./browser.ts";

/** Each test has a shop whose page is a `<fair-checkout>`, and a page of Chromium, which writes nothing wrong to its console. */
export function stageCheckout(): () => { readonly shop: CheckoutShop; readonly page: Page; readonly browser: Browser } {
  let browser: Browser;
  let keys: TokenKeys;
  let files: Map<string, string>;
  let shop: CheckoutShop;
  let page: Page;
  let wrong: string[];
  let close: () => Promise<void>;

  beforeAll(async () => {
    browser = await launch("undeclared");
    const parsed = parseConfig((await validSettings()).settings);
    assert(parsed.ok, "the settings are valid");
    keys = await tokenKeysOf(parsed.value);
    const options = { bundle: true, format: "esm", minify: true, target: "es2022", write: false } as const;
    const { outputFiles } = await build({ entryPoints: ["src/sdk/fair-checkout.ts"], ...options });
    files = new Map([["/fair-checkout.js", outputFiles[0]?.text ?? ""]]);
  });
  afterAll(() => closeProfiles(browser));

  beforeEach(async () => {
    shop = await openCheckoutShop(files, keys);
    ({ page, wrong, close } = await openPage(browser));
  });
  afterEach(async () => {
    // What the shop or the service refuses, the browser itself writes to the console; the element writes nothing.
    expect(wrong.filter((line) => !/status of [45]\d\d|ERR_EMPTY_RESPONSE|^50\d /.test(line))).toEqual([]);
    await close();
    shop.close();
  });
  return () => ({ shop, page, browser });
}
