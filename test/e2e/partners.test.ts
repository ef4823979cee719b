import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { faultsOf, installed, openPage, signIn, tabTo, WIDTHS } from "./browser.ts";
import { stage } from "./stage.ts";

const PHONE_PX = 375;
const HEAD = "id,legalName,storefrontNames,aliases,hosts,urlPrefixes,regions,validFrom,validTo";

const credentials = z.object({
  staff: z.object({ brand: z.tuple([z.object({ assertion: z.string() })], z.unknown()) }),
});

/** The assertion of a person of the brand's team, as `npm start` writes it. */
async function brandAssertion(folder: string): Promise<string> {
  const text = await readFile(join(folder, ".dev/credentials.json"), "utf8");
  return credentials.parse(JSON.parse(text)).staff.brand[0].assertion;
}

describe.skipIf(!installed)("authorized partners on the running service", () => {
  const on = stage();

  it("have a page of their own, by which a visit names them", async () => {
    const { baseUrl, staff } = { baseUrl: on.service.baseUrl, staff: await brandAssertion(on.service.folder) };
    const partner = {
      id: "p-1",
      legalName: "North Retail Pvt Ltd",
      storefrontNames: ["North Mobiles"],
      hosts: ["north.example"],
      validFrom: "2020-01-01",
      linkCode: "north-mobiles",
    };
    const put = await fetch(`${baseUrl}/v1/resellers/authorized`, {
      method: "PUT",
      headers: {
        "Cf-Access-Jwt-Assertion": staff,
        "Content-Type": "application/json",
        Origin: baseUrl,
        "Sec-Fetch-Site": "same-origin",
      },
      body: JSON.stringify([partner]),
    });
    expect(put.status).toBe(200);
    const { page, wrong, close } = await openPage(on.browser, PHONE_PX);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${baseUrl}/p/north-mobiles`);
      await page.getByRole("heading", { level: 1, name: "North Mobiles" }).waitFor();
      expect([colorScheme, await faultsOf(page)]).toEqual([colorScheme, []]);
    }
    await tabTo(page, "Buy at");
    await page.keyboard.press("Enter");
    await page.waitForURL(/[?&]partner=north-mobiles$/);
    const visitToken = await page.evaluate<string>(
      `import("/sdk/v1.js").then(async ({ start }) => {
        const session = start({ saleId: "demo", partner: new URLSearchParams(location.search).get("partner") });
        await session.ready;
        return session.visitToken();
      })`,
    );
    expect(decodeJwt(visitToken)).toMatchObject({ sale: "demo", partner: "p-1" });
    expect(wrong).toEqual([]);
    await close();
  });

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
