import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { faultsOf, installed, openPage, WIDTHS } from "./browser.ts";
import { stage } from "./stage.ts";

describe.skipIf(!installed)("the page that records a person's session", () => {
  const on = stage();

  it.each(WIDTHS)(
    "keeps nothing before consent, then timing and no text, and has no fault that axe finds, at %i px",
    async (width) => {
      const { page, wrong, close } = await openPage(on.browser, width);
      const file = join(on.service.folder, "recordings", "people.ndjson");
      const lines = () => (existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []);
      const before = lines().length;
      await page.goto(`${on.service.baseUrl}/dev/record`);
      expect(await faultsOf(page)).toEqual([]);
      await page.getByRole("button", { name: "Save this session" }).click();
      await page.getByText("Nothing was kept: agree first").waitFor();
      await page.getByLabel("With the keyboard alone").check();
      await page.getByLabel(/^I agree/).check();
      await page.getByText("Recording: fill in the form").waitFor();
      await page.getByLabel("Full name").focus();
      await page.keyboard.type("Rosa Luz Quispe", { delay: 30 });
      await page.getByRole("button", { name: "Save this session" }).click();
      await page.getByText("Saved. Thank you").waitFor();
      expect(lines()).toHaveLength(before + 1);
      const line = lines().at(-1) ?? "";
      expect(JSON.parse(line)).toMatchObject({
        driver: "person-keyboard-only",
        observations: { keys: { state: "ok", value: { count: 15 } } },
      });
      expect(line).not.toMatch(/Rosa|Luz|Quispe|token/);
      expect(wrong).toEqual([]);
      await close();
    },
  );
});
