import { describe, expect, it } from "vitest";
import { faultsOf, installed, openPage } from "./browser.ts";
import { stage } from "./stage.ts";

/** A small telephone's, and a desk's. */
const WIDTHS = [375, 1440];

describe.skipIf(!installed)("a telephone in a page", () => {
  const on = stage();

  it.each(WIDTHS.flatMap((width) => (["light", "dark"] as const).map((colorScheme) => [width, colorScheme] as const)))(
    "registers by two messages and has no fault that axe finds, at %i px, %s",
    async (width, colorScheme) => {
      const { page, wrong, close } = await openPage(on.browser, width);
      await page.emulateMedia({ colorScheme });
      await page.goto(`${on.service.baseUrl}/dev/phone?of=${width < 400 ? "asha" : "ben"}`);
      /** Does something by which so many lines come onto the screen. @returns the last of them */
      const said = async (act: () => Promise<void>, lines = 2) => {
        const before = await page.locator(".message").count();
        await act();
        const last = page.locator(".message").nth(before + lines - 1);
        await last.waitFor();
        return (await last.textContent()) ?? "";
      };
      const press = (name: string | RegExp) => said(() => page.getByRole("button", { name }).click());
      const [, digits = ""] = /YES (\d{4})/.exec(await press(/^REG TEXT-/)) ?? [];
      await page.getByRole("textbox").fill(`yes ${digits}`);
      expect(await said(() => page.keyboard.press("Enter"))).toContain("You are registered for TEXT-");
      expect(await press("The last one again")).toContain("You are registered for TEXT-");
      expect(await press("मदद")).toContain("स्थिति: STATUS");
      expect(await press("Send")).toContain("We could not read this");
      expect(await faultsOf(page)).toEqual([]);
      expect(wrong).toEqual([]);
      await close();
    },
  );
});
