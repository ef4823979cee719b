import { describe, expect, it } from "vitest";
import { faultsOf, installed, openPage, readPage } from "./browser.ts";
import { stage } from "./stage.ts";

describe.skipIf(!installed)("a page that checks out from the browser", () => {
  const here = stage();

  it("sells to an honest buyer with a token of the shop, and sends no shop key", async () => {
    const { page, wrong, close } = await openPage(here.browser);
    const sent: { url: string; body: string; authorization: string | undefined }[] = [];
    page.on("request", (request) => {
      if (request.method() !== "POST") return;
      sent.push({ url: request.url(), body: request.postData() ?? "", authorization: request.headers().authorization });
    });
    await page.goto(`${here.service.baseUrl}/shop/direct`);
    await readPage(page);
    await page.getByRole("button", { name: "Buy from the browser" }).click({ delay: 70 });
    await page.getByRole("status").getByText("Paid. It is yours.").waitFor();
    const checkout = sent.find(({ url }) => url.endsWith("/v1/sales/demo/checkouts"));
    expect(Object.keys(JSON.parse(checkout?.body ?? "{}")).sort()).toEqual([
      "accountToken",
      "channel",
      "payment",
      "quantity",
      "shippingAddress",
      "signals",
      "visitToken",
    ]);
    expect(sent.map(({ authorization }) => authorization).filter((header) => header !== undefined)).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("tells the account that bought already what the service has for a browser, and no more", async () => {
    const { page, wrong, close } = await openPage(here.browser);
    await page.goto(`${here.service.baseUrl}/shop/direct`);
    await readPage(page);
    const buy = page.getByRole("button", { name: "Buy from the browser" });
    await buy.click({ delay: 70 });
    await page.getByRole("status").getByText("Paid. It is yours.").waitFor();
    const answered = page.waitForResponse((response) => response.url().endsWith("/v1/sales/demo/checkouts"));
    await buy.click({ delay: 70 });
    const answer: unknown = await (await answered).json();
    expect(answer).toMatchObject({ allocation: { status: "none" }, buyer: { code: "limit_reached" } });
    expect(Object.keys(Object(answer)).sort()).toEqual(["allocation", "buyer"]);
    await page.getByRole("status").getByText("Paid. It is yours.").waitFor({ state: "detached" });
    expect(wrong).toEqual([]);
    await close();
  });
});
