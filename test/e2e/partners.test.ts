import { describe, expect, it } from "vitest";
import { faultsOf, installed, openPage, signIn, tabTo, WIDTHS } from "./browser.ts";
import { stage } from "./stage.ts";

const HEAD = "id,legalName,storefrontNames,aliases,hosts,urlPrefixes,regions,validFrom,validTo";

describe.skipIf(!installed)("authorized partners on the running service", () => {
  const on = stage();

  it.each(WIDTHS)(
    "are imported from a file that was looked at first, by keyboard and without a fault at %i px",
    async (width) => {
      const { page, wrong, close } = await openPage(on.browser, width);
      await signIn(page, `${on.service.baseUrl}/console/resellers`, "brand-1");
      await page.getByRole("link", { name: "Partners", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: "Authorized partners" }).waitFor();
      expect(await faultsOf(page)).toEqual([]);

      const choose = async (line: string) => {
        const buffer = Buffer.from(`${HEAD}\r\n${line}\r\n`);
        await page.getByLabel("List of partners").setInputFiles({ name: "partners.csv", mimeType: "text/csv", buffer });
        await tabTo(page, "Show what it would change");
        const answered = page.waitForEvent("load");
        await page.keyboard.press("Enter");
        await answered;
      };
      await choose(`p-${width},"North, ""the"" Phones",,,north-${width}.example,,,someday,`);
      await page.getByRole("alert").getByText("line 2, validFrom").waitFor();
      expect(await faultsOf(page)).toEqual([]);

      await choose(`p-${width},"North, ""the"" Phones",,,north-${width}.example,,,2020-01-01,`);
      await page.getByText(`North, "the" Phones (p-${width})`, { exact: true }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await tabTo(page, "Import: 1 partner is authorized from now on");
      await page.keyboard.press("Enter");
      await page.getByText(/^1 partner, by import/).waitFor();
      const said = await fetch(`${on.service.baseUrl}/v1/resellers/check?url=north-${width}.example`);
      expect(await said.json()).toMatchObject({ status: "authorized" });
      // The bad file was answered with 400, which Chromium writes on its console.
      expect(wrong.filter((line) => !line.includes("400"))).toEqual([]);
      await close();
    },
  );
});
