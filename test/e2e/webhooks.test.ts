import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../webhooks/receiver.ts";
import { faultsOf, installed, openPage, signIn, tabTo } from "./browser.ts";
import { stage } from "./stage.ts";

const PHONE_PX = 375;

describe.skipIf(!installed)("webhooks on the running service", () => {
  const on = stage();
  let receiver: Receiver;
  let status = 204;
  beforeAll(async () => {
    receiver = await startReceiver((response) => void response.writeHead(status).end());
  });
  afterAll(() => receiver.stop());

  async function put(webhookId: string): Promise<void> {
    const body = { url: receiver.url, events: ["order.lapsed"] };
    await on.service.call("PUT", `/v1/webhooks/${webhookId}`, body);
  }

  const sentTimes = (eventId: string) =>
    receiver.received.filter(({ headers }) => headers["webhook-id"] === eventId).length;

  it("sends a test event and sends it again, by the keyboard alone", async () => {
    status = 204;
    await put("by-keyboard");
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}/console/webhooks`, "trust-1");
    await tabTo(page, "demo-shop/by-keyboard");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing was sent yet.").waitFor();
    await tabTo(page, "Send a test event");
    await page.keyboard.press("Enter");
    const [, eventId = ""] = /The event (\S+)/.exec(await page.getByRole("status").innerText()) ?? [];
    await receiver.until(({ headers }) => headers["webhook-id"] === eventId);
    await tabTo(page, "Send again");
    await page.keyboard.press("Enter");
    await page.getByRole("status").waitFor();
    await receiver.until(() => sentTimes(eventId) === 2);
    expect(await page.getByText("Change the secret").count()).toBe(0);
    expect(wrong).toEqual([]);
    await close();
  });

  it("shows what was answered and how it stands without a fault, and makes a secret, at a phone's width", async () => {
    status = 500;
    await put("refusing");
    const { page, wrong, close } = await openPage(on.browser, PHONE_PX);
    await signIn(page, `${on.service.baseUrl}/console/webhooks`, "admin-1");
    expect(["list", await faultsOf(page)]).toEqual(["list", []]);
    await page.getByRole("link", { name: "demo-shop/refusing" }).click();
    expect(["empty", await faultsOf(page)]).toEqual(["empty", []]);
    await page.getByRole("button", { name: "Send a test event" }).click();
    await receiver.until(({ body }) => body.includes('"refusing"'));
    await expect
      .poll(async () => {
        await page.reload();
        return await page.getByRole("row", { name: /webhook\.test/ }).innerText();
      })
      .toMatch(/Waiting\s+500 after .*Next try/s);
    await page.getByText("What it says").click();
    await page.getByText('"webhookId":"refusing"').waitFor();
    expect(["deliveries", await faultsOf(page)]).toEqual(["deliveries", []]);
    await page.getByRole("link", { name: "Given up" }).click();
    await page.getByText("Nothing here is in this state.").waitFor();
    await page.getByText("Change the secret").press("Enter");
    await page.getByLabel(/^Why change it\?/).fill("A year has passed.");
    await page.getByRole("button", { name: "Make a new secret" }).press("Enter");
    await page.getByText(/^whsec_/).waitFor();
    await page.getByText("The one before signs until").waitFor();
    expect(["secret", await faultsOf(page)]).toEqual(["secret", []]);
    expect(wrong).toEqual([]);
    await close();
  });
});
